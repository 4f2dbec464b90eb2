import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openClient } from '../support/client.ts';
import { startService } from '../support/service.ts';
import { findShows, importSmallCatalogue, textAt } from '../support/small-catalogue.ts';
import { boxoffice, removeTemporaryFolders, temporaryFolder } from './terminal.ts';

const replay = suite('replay');
replay.after(removeTemporaryFolders);

/** A moment that is neither that of what was done before nor that of what is done after. */
async function momentBetween(): Promise<string> {
  await sleep(2);
  const moment = new Date().toISOString();
  await sleep(2);
  return moment;
}

replay(
  'shows the seats, reservations and queue as they were at each moment, beside a running service',
  async () => {
    const data_folder = temporaryFolder();
    await importSmallCatalogue(data_folder, { shows: 1, rows: 2, seats_per_row: 4 });
    const service = await startService({ data_folder });
    try {
      const [show_id = ''] = await findShows(service.url);
      const [ada, bob, eve] = [0, 1, 2].map(() => openClient(service.url, show_id));
      if (ada === undefined || bob === undefined || eve === undefined)
        throw new Error('three clients were made');

      const before = await momentBetween();
      const adas = textAt((await ada.reserve({ seats: ['A-1', 'A-2'] })).body, 'booking', 'booking_id');
      const first = await momentBetween();
      assert.is((await ada.pay(adas)).status, 200);
      const bobs = textAt(
        (await bob.reserve({ seats: ['A-3', 'B-1', 'B-2', 'B-3', 'B-4'] })).body,
        'booking',
        'booking_id',
      );
      const eves = textAt((await eve.join(3)).body, 'waiting', 'waiting_id');
      const second = await momentBetween();
      assert.is((await bob.end(bobs)).status, 200);

      const show = async (...at: string[]) => {
        const ending = await boxoffice(['replay', show_id, ...at], { BOXOFFICE_DATA: data_folder });
        assert.is(ending.code, 0, ending.stderr);
        for (const { session_id } of [ada, bob, eve]) assert.not(ending.stdout.includes(session_id));
        return ending.stdout;
      };

      const at_first = await show('--at', first);
      assert.match(at_first, /^ {2}A {2}aa\.\.\n {2}B {2}\.\.\.\.$/m);
      assert.match(
        at_first,
        new RegExp(`^  a  booking ${adas}  A-1 A-2  USD\\s29\\.98  (5 min|4 min 5\\d s) left$`, 'm'),
      );
      assert.match(at_first, /^Queue: 0$/m);

      const at_second = await show('--at', second);
      assert.match(at_second, /^ {2}A {2}##a\.\n {2}B {2}aaaa$/m);
      assert.match(at_second, /\. available: 1 {3}a reserved: 5 {3}# booked: 2 {3}x blocked: 0/);
      assert.match(at_second, new RegExp(`^  1  waiting ${eves}  wants 3  since 20`, 'm'));

      const now = await show();
      assert.match(now, /^ {2}A {2}##\S\S\n {2}B {2}\S{4}$/m);
      assert.match(now, /a reserved: 3 {3}# booked: 2/);
      assert.match(now, /^Queue: 0$/m);

      const too_early = await boxoffice(['replay', show_id, '--at', before], { BOXOFFICE_DATA: data_folder });
      assert.is(too_early.code, 1);
      assert.match(too_early.stderr, /nobody had asked/);
      const other = await boxoffice(['replay', '01J00000000000000000000000'], {
        BOXOFFICE_DATA: data_folder,
      });
      assert.is(other.code, 1);
      assert.match(other.stderr, /knows no show/);
    } finally {
      await service.stop('SIGTERM');
    }
  },
);

replay.run();
