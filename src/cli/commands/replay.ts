import type { Command } from 'commander';
import { readConfig } from '../../config/environment.ts';
import { momentOf } from '../../replay/moment.ts';
import { formatMoment } from '../../replay/report.ts';
import { instant, showId } from '../arguments.ts';
import { CommandError } from '../failures.ts';
import { withLogReader } from '../log-files.ts';

export function addReplay(program: Command): void {
  program
    .command('replay')
    .description("prints a show's seats, reservations and queue as they were at a moment, from the log")
    .argument('<show>', 'id of the show', showId)
    .option('--at <time>', 'the moment, e.g. 2026-12-18T19:30:00+01:00 (default: now)', instant)
    .action((show_id: string, { at = Date.now() }: { at?: number }) => {
      const history = withLogReader(readConfig(process.env).data_folder, (reader) => reader.history(show_id));
      if (history.length === 0)
        throw new CommandError(`the log knows no show ${show_id}: nobody asked for a seat in it`);
      const moment = momentOf(history, at);
      if (moment === null) {
        throw new CommandError(
          `at ${new Date(at).toISOString()} nobody had asked for a seat in show ${show_id} yet`,
        );
      }
      console.log(formatMoment(moment));
    });
}
