import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openLogReader } from '../../persistence/index.ts';
import { openClient } from '../support/client.ts';
import { startService } from '../support/service.ts';
import { findShows, importSmallCatalogue, textAt } from '../support/small-catalogue.ts';
import { boxoffice, removeTemporaryFolders, temporaryFolder } from './terminal.ts';

const log = suite('log');
log.after(removeTemporaryFolders);

/** Lets something of each kind happen: booked, released, cancelled, declined, waiting, left, served. */
async function doBusiness(url: string): Promise<void> {
  for (const show_id of await findShows(url)) {
    const [buyer, releaser, canceller, waiter, leaver, late] = Array.from({ length: 6 }, () =>
      openClient(url, show_id),
    );
    const bookingOf = async (client = buyer, count = 1): Promise<string> =>
      textAt((await client?.reserve({ count }))?.body, 'booking', 'booking_id');
    await buyer?.pay(await bookingOf(buyer, 3));
    const cancelled = await bookingOf(canceller, 2);
    await canceller?.pay(cancelled);
    const released = await bookingOf(releaser, 10);
    await waiter?.join(4);
    const place = await leaver?.join(2);
    await leaver?.leave(textAt(place?.body, 'waiting', 'waiting_id'));
    await releaser?.end(released);
    await canceller?.end(cancelled);
    await late?.pay(await bookingOf(late, 1), 'tok_declined');
  }
}

/** Everything that is derived from the events, as the log's readers see it. */
function derived(data_folder: string) {
  const reader = openLogReader(data_folder);
  const tables = {
    bookings: [...reader.bookings()],
    ended_waitings: [...reader.endedWaitings()],
    heads: [...reader.showHeads()],
  };
  reader.close();
  return tables;
}

log('audit, backup beside the service; rebuild of tables that were lost; and a restored backup', async () => {
  const data_folder = temporaryFolder();
  const environment = { BOXOFFICE_DATA: data_folder };
  await importSmallCatalogue(data_folder, { shows: 3, rows: 3, seats_per_row: 5 });
  const service = await startService({ data_folder });
  const copy = join(data_folder, 'copy.db');
  try {
    await doBusiness(service.url);
    const audit = await boxoffice(['audit'], environment);
    assert.is(audit.code, 0, audit.stdout);
    assert.match(audit.stdout, /shows +3\n/);

    const backup = await boxoffice(['backup', copy], environment);
    assert.is(backup.code, 0, backup.stderr);
    assert.match(backup.stdout, /copy\.db: the log, \d+ records, \d+ bytes, verified/);
    assert.is((await boxoffice(['backup', copy], environment)).code, 1);
  } finally {
    assert.is(await service.stop('SIGTERM'), 0);
  }

  const before = derived(data_folder);
  assert.ok(before.bookings.length > 10);
  assert.ok(before.ended_waitings.length > 3);
  const database = new Database(join(data_folder, 'log.db'));
  database.exec('DELETE FROM ended_waiting; UPDATE booking SET status = 3 WHERE status = 2');
  database.close();
  const damaged = await boxoffice(['audit'], environment);
  assert.is(damaged.code, 1, damaged.stdout);
  assert.match(damaged.stdout, /NOT CLEAN/);

  const rebuild = await boxoffice(['rebuild'], environment);
  assert.is(rebuild.code, 0, rebuild.stderr);
  assert.match(rebuild.stdout, /of 3 shows/);
  assert.equal(derived(data_folder), before);
  assert.is((await boxoffice(['audit'], environment)).code, 0);

  const restored = join(data_folder, 'restored');
  mkdirSync(restored);
  for (const [ending, name] of Object.entries({
    '': 'log.db',
    '.catalogue': 'catalogue.db',
    '.keys': 'keys.db',
    '.ticket-key': 'ticket-key.pem',
  })) {
    copyFileSync(`${copy}${ending}`, join(restored, name));
  }
  const again = await startService({ data_folder: restored });
  assert.is((await findShows(again.url)).length, 3);
  assert.is(await again.stop('SIGTERM'), 0);
  assert.equal(derived(restored).bookings, before.bookings);
  assert.is((await boxoffice(['audit'], { BOXOFFICE_DATA: restored })).code, 0);
});

log.run();
