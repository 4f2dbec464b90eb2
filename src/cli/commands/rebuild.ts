import type { Command } from 'commander';
import { rebuildTables } from '../../../persistence/index.ts';
import { readConfig } from '../../config/environment.ts';
import { replayTables } from '../../replay/table-replay.ts';
import { requireLog } from '../log-files.ts';

export function addRebuild(program: Command): void {
  program
    .command('rebuild')
    .description('writes the tables of bookings and shows anew from the log; the service has to be stopped')
    .action(() => {
      const { data_folder } = readConfig(process.env);
      requireLog(data_folder);
      const { shows, steps, bookings, ended_waitings } = rebuildTables(data_folder, replayTables);
      console.log(
        `rebuilt ${bookings} bookings and ${ended_waitings} ended waits of ${shows} shows from ${steps} steps`,
      );
    });
}
