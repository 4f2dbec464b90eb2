import { PARTITIONS } from '../../../persistence/partition.ts';
import { openCatalogue } from '../../catalogue/open.ts';
import { shareCatalogue } from '../../catalogue/sharing/share-catalogue.ts';
import type { Config } from '../../config/config.ts';
import { breakOff } from '../break-off.ts';
import { createLogger } from '../logger.ts';
import { openConnection, requireNats } from '../parts/connection.ts';
import { openLog } from '../parts/opened-log.ts';
import { openSelling } from '../parts/selling.ts';
import { openSellingOverNats } from '../parts/selling-over-nats.ts';
import { stopOnSignal } from '../stopping.ts';

/** `boxoffice engine`: shows without HTTP. Resolves once they are asked over NATS; it then runs until a signal ends it. */
export async function runEngine(config: Config): Promise<void> {
  const nats = requireNats(config, 'boxoffice engine');
  const logger = createLogger(config.log_level);
  const log = await openLog(config.data_folder);
  const catalogue = openCatalogue(config.data_folder);
  const connection = openConnection(nats, 'engine', logger);
  const sharing = shareCatalogue({
    ...connection,
    catalogue,
    sells_everything: config.partitions.length === PARTITIONS,
    log: logger,
  });
  if (!sharing.isFilled())
    logger.warn('there is no catalogue yet: import one here, or start a process that has one');
  await sharing.filled;
  const onBroken = (error: Error): never => breakOff(error, logger);
  const selling = await openSelling({ config, log, catalogue, logger, onBroken });
  const over_nats = openSellingOverNats({
    config,
    engine: selling.engine,
    broker: connection.broker,
    logger,
  });
  stopOnSignal(async () => {
    await over_nats.close();
    await selling.close();
    await sharing.close();
    await connection.close();
    catalogue.close();
  }, logger);
  await over_nats.begin();
  logger.info({ data_folder: config.data_folder, partitions: config.partitions.length }, 'ready');
}
