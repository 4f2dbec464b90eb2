import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from '../../../persistence/index.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { openCatalogue } from '../../catalogue/open.ts';
import type { Config } from '../../config/config.ts';
import { breakOff } from '../break-off.ts';
import { buildDemoAloud } from '../demo-aloud.ts';
import { describeFailure } from '../failures.ts';
import { createLogger, type Logger } from '../logger.ts';
import { type Joining, joinOthers } from '../parts/joining.ts';
import { openLog } from '../parts/opened-log.ts';
import { openSelling } from '../parts/selling.ts';
import { openWeb } from '../parts/web.ts';
import { stopOnSignal } from '../stopping.ts';
import { welcome } from '../welcome.ts';

const role = 'box office';

/** `boxoffice start`: all of it in this process. Resolves once it is ready; it then runs until a signal ends it. */
export async function runAllInOne(config: Config): Promise<void> {
  const logger = createLogger(config.log_level);
  // The log comes first: its lock keeps a second service out of the data folder.
  const log = await openLog(config.data_folder);
  const catalogue = openCatalogue(config.data_folder);
  if (await isNew(log, catalogue)) await buildDemoAloud(catalogue);
  const onBroken = (error: Error): never => breakOff(error, logger);
  const selling = await openSelling({ config, log, catalogue, logger, onBroken });
  const web = await openWeb({
    config,
    routing: selling.routing,
    catalogue,
    engineStatistics: () => selling.engine.statistics(),
    webhooks: selling.payments.webhooks,
    payment_figures: selling.figures,
    logger,
  });
  selling.payments.sendNewsTo(web.url);
  const { nats } = config;
  const joining = nats === null ? null : joinOthers({ config, nats, role, selling, catalogue, logger });
  const close = async (): Promise<void> => {
    // First the ways in: what is under way there still needs those behind them.
    await Promise.all([web.close(), joining?.leave()]);
    await selling.close();
    await joining?.disconnect();
    catalogue.close();
  };
  stopOnSignal(close, logger);
  if (joining !== null) await beginSoon(joining, logger);
  console.log(welcome(web.url, config.data_folder, catalogue, Date.now()));
  logger.info({ url: web.url, data_folder: config.data_folder }, 'ready');
}

/** A NATS server that is there is waited for; without it seats are sold over HTTP meanwhile. */
const SERVER_PATIENCE_MS = 3_000;

async function beginSoon(joining: Joining, logger: Logger): Promise<void> {
  let is_waiting = true;
  const begun = joining.begin().catch((error: unknown) => {
    if (is_waiting) throw error;
    // What keeps it from joining now would have kept it from starting.
    logger.fatal({ err: error }, 'ending: the box office could not join its NATS server');
    process.exit(describeFailure(error).exit_code);
  });
  await Promise.race([begun, sleep(SERVER_PATIENCE_MS, undefined, { ref: false })]);
  is_waiting = false;
}

/** Whether nothing was ever imported or sold here; a log whose catalogue got lost is not to be mixed with a demo. */
async function isNew(log: EventLog, catalogue: Catalogue): Promise<boolean> {
  return catalogue.counts().cities === 0 && (await log.availability()).length === 0;
}
