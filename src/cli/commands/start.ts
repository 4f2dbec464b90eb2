import type { Command } from 'commander';
import { openSqliteLog } from '../../../persistence/index.ts';
import { type CatalogueStore, openCatalogue } from '../../catalogue/open.ts';
import { readConfig } from '../../config/environment.ts';
import { breakOff } from '../break-off.ts';
import { createLogger } from '../logger.ts';
import { openService } from '../service.ts';
import { stopOnSignal } from '../stopping.ts';
import { welcome } from '../welcome.ts';
import { buildDemoAloud } from './demo.ts';

export function addStart(program: Command): void {
  program
    .command('start')
    .description('opens the box office; an empty data folder is filled with the demo first')
    .action(start);
}

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.log_level);
  // The log comes first: its lock keeps a second service out of the data folder.
  const log = await openSqliteLog(config.data_folder);
  const catalogue = await openFilledCatalogue(config.data_folder);
  const onBroken = (error: Error): never => breakOff(error, logger);
  const service = await openService({ config, log, catalogue, logger, onBroken });
  stopOnSignal(service.close, logger);
  console.log(welcome(service.url, config.data_folder, catalogue));
  logger.info({ url: service.url, data_folder: config.data_folder }, 'ready');
}

async function openFilledCatalogue(data_folder: string): Promise<CatalogueStore> {
  const catalogue = openCatalogue(data_folder);
  const { cities, shows } = catalogue.counts();
  if (cities === 0 && shows === 0) await buildDemoAloud(catalogue);
  return catalogue;
}
