import { type Command, InvalidArgumentError } from 'commander';
import { readConfig } from '../../config/environment.ts';
import { momentOf } from '../../replay/moment.ts';
import { formatMoment } from '../../replay/report.ts';
import { CommandError } from '../failures.ts';
import { withLogReader } from '../log-files.ts';

export function addReplay(program: Command): void {
  program
    .command('replay')
    .description("prints a show's seats, reservations and queue as they were at a moment, from the log")
    .argument('<show>', 'id of the show')
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

const RFC_3339 = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/i;

/** A time without an offset would mean another moment on another machine. */
function instant(text: string): number {
  const milliseconds = RFC_3339.test(text) ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
  if (Number.isNaN(milliseconds)) {
    throw new InvalidArgumentError('It has to be a time with its offset, such as 2026-12-18T19:30:00Z.');
  }
  return milliseconds;
}
