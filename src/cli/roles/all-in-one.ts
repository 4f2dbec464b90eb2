import type { EventLog } from '../../../persistence/index.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { openCatalogue } from '../../catalogue/open.ts';
import type { Config } from '../../config/config.ts';
import { inProcessRouting } from '../../routing/in-process.ts';
import { breakOff } from '../break-off.ts';
import { buildDemoAloud } from '../demo-aloud.ts';
import { createLogger } from '../logger.ts';
import { openLog } from '../parts/opened-log.ts';
import { openSelling } from '../parts/selling.ts';
import { openWeb } from '../parts/web.ts';
import { stopOnSignal } from '../stopping.ts';
import { welcome } from '../welcome.ts';

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
    routing: inProcessRouting(selling.engine),
    catalogue,
    engineStatistics: () => selling.engine.statistics(),
    logger,
  });
  const close = async (): Promise<void> => {
    // First the way in: what is under way there still needs those behind it.
    await web.close();
    await selling.close();
    catalogue.close();
  };
  stopOnSignal(close, logger);
  console.log(welcome(web.url, config.data_folder, catalogue, Date.now()));
  logger.info({ url: web.url, data_folder: config.data_folder }, 'ready');
}

/** Whether nothing was ever imported or sold here; a log whose catalogue got lost is not to be mixed with a demo. */
async function isNew(log: EventLog, catalogue: Catalogue): Promise<boolean> {
  return catalogue.counts().cities === 0 && (await log.availability()).length === 0;
}
