import type { Command } from 'commander';
import { doorList } from '../../../actors/show/views.ts';
import { readConfig } from '../../config/environment.ts';
import { momentOf } from '../../replay/moment.ts';
import { doorListCsv, doorListText } from '../../tickets/door-list.ts';
import { showId } from '../arguments.ts';
import { CommandError } from '../failures.ts';
import { withLogReader } from '../log-files.ts';

export function addDoor(program: Command): void {
  program
    .command('door')
    .description('prints the tickets of a show and who came in, for a door without a network')
    .argument('<show>', 'id of the show', showId)
    .option('--csv', 'a line of CSV for each ticket')
    .action((show_id: string, { csv }: { csv?: true }) => {
      const history = withLogReader(readConfig(process.env).data_folder, (reader) => reader.history(show_id));
      const moment = momentOf(history, Number.POSITIVE_INFINITY);
      if (moment === null)
        throw new CommandError(`the log knows no show ${show_id}: nobody asked for a seat in it`);
      const tickets = doorList(moment.state).map(({ booking_id, seat_id, admitted_at }) => ({
        booking_id,
        seat_id,
        admitted_at: admitted_at === null ? null : new Date(admitted_at).toISOString(),
      }));
      if (csv) process.stdout.write(doorListCsv(show_id, tickets));
      else console.log(doorListText(show_id, tickets));
    });
}
