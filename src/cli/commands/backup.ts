import type { Command } from 'commander';
import { readConfig } from '../../config/environment.ts';
import { backUp } from '../backing-up.ts';
import { requireLog } from '../log-files.ts';

export function addBackup(program: Command): void {
  program
    .command('backup')
    .description('copies the log to a new file, catalogue and keys beside it; the service may be running')
    .argument('<file>', 'file to make; FILE.catalogue, FILE.keys and FILE.ticket-key are made as well')
    .action(async (file: string) => {
      const { data_folder } = readConfig(process.env);
      requireLog(data_folder);
      for (const line of await backUp(data_folder, file)) console.log(line);
    });
}
