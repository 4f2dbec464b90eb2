import { openCatalogue } from '../../catalogue/open.ts';
import type { Config } from '../../config/config.ts';
import { breakOff } from '../break-off.ts';
import { createLogger } from '../logger.ts';
import { requireNats } from '../parts/connection.ts';
import { joinOthers } from '../parts/joining.ts';
import { openLog } from '../parts/opened-log.ts';
import { openSelling } from '../parts/selling.ts';
import { stopOnSignal } from '../stopping.ts';

/** `boxoffice engine`: shows without HTTP. Resolves once they are sold over NATS; it then runs until a signal ends it. */
export async function runEngine(config: Config): Promise<void> {
  const nats = requireNats(config, 'boxoffice engine');
  const logger = createLogger(config.log_level);
  const log = await openLog(config.data_folder);
  const catalogue = openCatalogue(config.data_folder);
  const onBroken = (error: Error): never => breakOff(error, logger);
  const selling = await openSelling({ config, log, catalogue, logger, onBroken });
  const joining = joinOthers({ config, nats, role: 'engine', selling, catalogue, logger });
  stopOnSignal(async () => {
    await joining.leave();
    await selling.close();
    await joining.disconnect();
    catalogue.close();
  }, logger);
  await joining.begin();
  logger.info({ data_folder: config.data_folder, partitions: config.partitions.length }, 'ready');
}
