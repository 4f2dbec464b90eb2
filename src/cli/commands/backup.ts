import type { Command } from 'commander';
import { backupLog } from '../../../persistence/index.ts';
import { readConfig } from '../../config/environment.ts';
import { requireLog } from '../log-files.ts';

export function addBackup(program: Command): void {
  program
    .command('backup')
    .description('copies the log to a new file and verifies the copy; the service may be running')
    .argument('<file>', 'file to make')
    .action(async (file: string) => {
      const { data_folder } = readConfig(process.env);
      requireLog(data_folder);
      const { records, bytes } = await backupLog(data_folder, file);
      console.log(`${file}: ${records} records, ${bytes} bytes, verified`);
    });
}
