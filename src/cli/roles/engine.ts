import { openCatalogue } from '../../catalogue/open.ts';
import type { Config, NatsConfig } from '../../config/config.ts';
import { breakOff } from '../break-off.ts';
import { createLogger, type Logger } from '../logger.ts';
import { requireNats } from '../parts/connection.ts';
import { joinOthers } from '../parts/joining.ts';
import { joinBoxOffice } from '../parts/membership.ts';
import { openLog } from '../parts/opened-log.ts';
import { openOperations } from '../parts/operations.ts';
import { openSelling } from '../parts/selling.ts';
import { type Opened, runUntilSignal } from '../run-until-signal.ts';
import { welcomeEngine } from '../welcome.ts';

/** `boxoffice engine`: shows without HTTP. Resolves once they are sold over NATS; it then runs until a signal ends it. */
export function runEngine(config: Config): Promise<void> {
  const nats = requireNats(config, 'boxoffice engine');
  const logger = createLogger(config.log_level);
  return runUntilSignal(logger, (opened) => open(config, nats, logger, opened));
}

async function open(config: Config, nats: NatsConfig, logger: Logger, opened: Opened): Promise<void> {
  const { data_folder, partitions } = config;
  const log = await openLog(data_folder);
  const catalogue = openCatalogue(data_folder);
  opened.onStop(async () => catalogue.close());
  const membership = joinBoxOffice(config, nats, 'engine', logger);
  const { engine_id, connection, claimed } = membership;
  opened.onStop(connection.close);
  let isReady = (): boolean => false;
  const operations = await openOperations({ config, catalogue, isReady: () => isReady(), logger });
  if (operations !== null) opened.onStop(operations.close);

  // Before anything is sold, paid or let go: in another engine's shows nothing of that is ours to do.
  await claimed;
  const onBroken = (error: Error): never => breakOff(error, logger);
  const selling = await openSelling({ config, log, catalogue, logger, onBroken });
  opened.onStop(selling.close);
  operations?.measure(selling.engine.statistics, selling.figures);
  const joining = joinOthers({ config, membership, selling, catalogue, logger });
  opened.onStop(joining.leave);
  await joining.begin();

  isReady = () => connection.broker.isConnected() && selling.routing.state().available;
  const operations_url = operations?.url ?? null;
  console.log(welcomeEngine({ engine_id, partitions, data_folder, nats, operations_url }));
  logger.info({ engine_id, data_folder, partitions: partitions.length }, 'ready');
}
