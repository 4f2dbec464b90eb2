import type { EventLog } from '../../../persistence/index.ts';
import { PARTITIONS } from '../../../persistence/partition.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { openCatalogue } from '../../catalogue/open.ts';
import type { Config } from '../../config/config.ts';
import { ConfigError } from '../../config/values.ts';
import { breakOff } from '../break-off.ts';
import { buildDemoAloud } from '../demo-aloud.ts';
import { describeFailure } from '../failures.ts';
import { createLogger, type Logger } from '../logger.ts';
import { joinOthers } from '../parts/joining.ts';
import { joinBoxOffice } from '../parts/membership.ts';
import { openLog } from '../parts/opened-log.ts';
import { createPatience } from '../parts/patience.ts';
import { openSelling } from '../parts/selling.ts';
import { openWeb } from '../parts/web.ts';
import { type Opened, runUntilSignal } from '../run-until-signal.ts';
import { welcome } from '../welcome.ts';

/** `boxoffice start`: all of it in this process. Resolves once it is ready; it then runs until a signal ends it. */
export function runAllInOne(config: Config): Promise<void> {
  requireAllPartitions(config);
  const logger = createLogger(config.log_level);
  return runUntilSignal(logger, (opened) => open(config, logger, opened));
}

async function open(config: Config, logger: Logger, opened: Opened): Promise<void> {
  const { data_folder, nats } = config;
  // The log comes first: its lock keeps a second service out of the data folder.
  const log = await openLog(data_folder);
  const catalogue = openCatalogue(data_folder);
  opened.onStop(async () => catalogue.close());
  if (await isNew(log, catalogue)) await buildDemoAloud(catalogue);

  // A NATS server that is there is waited for; without it seats are sold over HTTP meanwhile.
  const wait = createPatience();
  const membership = nats === null ? null : joinBoxOffice(config, nats, 'box office', logger);
  if (membership !== null) {
    opened.onStop(membership.connection.close);
    await wait(membership.claimed);
  }
  const onBroken = (error: Error): never => breakOff(error, logger);
  const selling = await openSelling({ config, log, catalogue, logger, onBroken });
  opened.onStop(selling.close);
  const web = await openWeb({
    config,
    routing: selling.routing,
    catalogue,
    // It is its own, and sells what is in it, be that nothing yet.
    hasCatalogue: () => true,
    engineStatistics: selling.engine.statistics,
    webhooks: selling.payments.webhooks,
    payment_figures: selling.figures,
    logger,
  });
  selling.payments.sendNewsTo(web.url);
  const joining = membership && joinOthers({ config, membership, selling, catalogue, logger });
  opened.onStop(() => Promise.all([web.close(), joining?.leave()]));
  if (joining !== null) await wait(endingOnFailure(joining.begin(), logger, opened));

  const hint = "'boxoffice demo' adds a week of them, 'boxoffice import FILE' brings your own.";
  console.log(welcome({ url: web.url, data_folder, nats, catalogue, now: Date.now(), hint }));
  logger.info({ url: web.url, data_folder }, 'ready');
}

function requireAllPartitions({ partitions }: Config): void {
  if (partitions.length === PARTITIONS) return;
  throw new ConfigError(
    "'boxoffice start' owns all partitions; BOXOFFICE_PARTITIONS is for 'boxoffice engine'.",
  );
}

/** What keeps it from joining, however late, would have kept it from starting. */
async function endingOnFailure(begun: Promise<void>, logger: Logger, opened: Opened): Promise<void> {
  try {
    await begun;
  } catch (error) {
    if (opened.isStopping()) return;
    logger.fatal({ err: error }, 'ending: the box office could not join its NATS server');
    process.exit(describeFailure(error).exit_code);
  }
}

/** Whether nothing was ever imported or sold here; a log whose catalogue got lost is not to be mixed with a demo. */
async function isNew(log: EventLog, catalogue: Catalogue): Promise<boolean> {
  return catalogue.counts().cities === 0 && (await log.availability()).length === 0;
}
