import type { Command } from 'commander';
import { auditLog, formatReport, isClean } from '../../audit/index.ts';
import { readConfig } from '../../config/environment.ts';
import { showId } from '../arguments.ts';
import { FAILED } from '../exit-codes.ts';
import { withLogReader } from '../log-files.ts';

export function addAudit(program: Command): void {
  program
    .command('audit')
    .description('reads the whole log and proves that every rule was kept, or names what broke one')
    .argument('[show]', 'only this show', showId)
    .action((show_id: string | undefined) => {
      const report = withLogReader(readConfig(process.env).data_folder, (reader) =>
        auditLog(reader, { show_id: show_id ?? null }),
      );
      console.log(formatReport(report));
      if (!isClean(report)) process.exitCode = FAILED;
    });
}
