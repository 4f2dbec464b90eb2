import { type EventLog, LogLockedError, LogSchemaError, openSqliteLog } from '../../persistence/index.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { openCatalogue } from '../catalogue/open.ts';
import type { Config } from '../config/config.ts';
import { breakOff } from './break-off.ts';
import { buildDemoAloud } from './demo-aloud.ts';
import { CommandError } from './failures.ts';
import { createLogger } from './logger.ts';
import { openService } from './service.ts';
import { stopOnSignal } from './stopping.ts';
import { welcome } from './welcome.ts';

/** Opens the service in this process; resolves once it is ready. It then runs until a signal ends it. */
export async function runBoxOffice(config: Config): Promise<void> {
  const logger = createLogger(config.log_level);
  // The log comes first: its lock keeps a second service out of the data folder.
  const log = await openLog(config.data_folder);
  const catalogue = openCatalogue(config.data_folder);
  if (await isNew(log, catalogue)) await buildDemoAloud(catalogue);
  const onBroken = (error: Error): never => breakOff(error, logger);
  const service = await openService({ config, log, catalogue, logger, onBroken });
  stopOnSignal(service.close, logger);
  console.log(welcome(service.url, config.data_folder, catalogue, Date.now()));
  logger.info({ url: service.url, data_folder: config.data_folder }, 'ready');
}

async function openLog(data_folder: string): Promise<EventLog> {
  try {
    return await openSqliteLog(data_folder);
  } catch (error) {
    if (error instanceof LogLockedError || error instanceof LogSchemaError) throw error;
    throw new CommandError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** Whether nothing was ever imported or sold here; a log whose catalogue got lost is not to be mixed with a demo. */
async function isNew(log: EventLog, catalogue: Catalogue): Promise<boolean> {
  return catalogue.counts().cities === 0 && (await log.availability()).length === 0;
}
