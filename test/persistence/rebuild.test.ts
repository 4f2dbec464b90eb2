import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type BookingRow,
  type EndedWaitingRow,
  LogCorruptError,
  openLogReader,
  openSqliteLog,
  rebuildTables,
  type ShowHead,
  type StoredStep,
  type TableChanges,
} from '../../persistence/index.ts';
import { alterLog } from './log-file.ts';
import { appender, bytes, changes, someBooking, someEndedWaiting, textOf } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

const rebuild = suite('rebuild: everything but the log is derived from it');

/** For this test an event is the table changes of its step, in JSON: so that replaying needs no rules. */
function changesOf(step: StoredStep): TableChanges {
  return JSON.parse(step.events.map(textOf).join(''));
}

interface Tables {
  readonly heads: ShowHead[];
  readonly bookings: BookingRow[];
  readonly ended_waitings: EndedWaitingRow[];
}

function tablesOf(folder: string): Tables {
  const reader = openLogReader(folder);
  const tables = {
    heads: [...reader.showHeads()],
    bookings: [...reader.bookings()],
    ended_waitings: [...reader.endedWaitings()],
  };
  reader.close();
  return tables;
}

/** Some shows, whose bookings and waits end in different ways; the booking of the last is returned. */
async function someHistory(folder: string): Promise<BookingRow> {
  const log = await openSqliteLog(folder);
  let last: BookingRow | null = null;
  for (const shows of [1, 2, 3]) {
    const { show_id, epoch, append } = await appender(log);
    const appendChanges = (fields: Partial<TableChanges>): Promise<void> =>
      append([JSON.stringify(changes(fields))], fields);
    const [kept, ended] = [someBooking(show_id), someBooking(show_id)];
    await appendChanges({ bookings: [kept], deadline_ms: 5 });
    await appendChanges({ bookings: [ended], available: [7] });
    await appendChanges({ bookings: [{ ...ended, status: 3, version: 2 }], available: [8, shows] });
    await appendChanges({
      ended_waitings: [someEndedWaiting(show_id)],
      deadline_ms: shows === 1 ? null : 1_000 * shows,
    });
    await log.snapshot({ show_id, epoch, sequence: 4, state: bytes('state') });
    last = kept;
  }
  await log.close();
  if (last === null) throw new Error('a history has bookings');
  return last;
}

rebuild('tables that were lost or altered are as they were, and the log goes on', async () => {
  const folder = temporaryFolder();
  const booking = await someHistory(folder);
  const before = tablesOf(folder);
  assert.is(before.bookings.length, 6);
  alterLog(folder, (database) =>
    database.exec(`
      DELETE FROM show_head WHERE show_no = 1;
      UPDATE show_head SET sequence = 99, checksum = 1, deadline_ms = 77;
      UPDATE booking SET status = 5;
      DELETE FROM booking WHERE show_no = 2;
      DELETE FROM ended_waiting;
      INSERT INTO booking_by_session (booking_by_session) VALUES ('delete-all');`),
  );
  assert.is.not(tablesOf(folder).heads.length, before.heads.length);
  const summary = rebuildTables(folder, () => changesOf);
  assert.equal(summary, { shows: 3, steps: 12, bookings: 6, ended_waitings: 3 });
  assert.equal(tablesOf(folder), before);
  const log = await openSqliteLog(folder);
  assert.equal(await log.findSessionBookings(booking.session, 10), [booking]);
  const show = await appender(log, booking.show_id);
  await show.append(['goes on']);
  assert.is((await log.wake(booking.show_id)).sequence, 5);
  await log.close();
});

rebuild('each show is replayed by itself, from its first step, in order', async () => {
  const folder = temporaryFolder();
  await someHistory(folder);
  const replayed: string[] = [];
  rebuildTables(folder, (show_id) => (step) => {
    replayed.push(`${show_id} ${step.sequence}`);
    return changesOf(step);
  });
  const shows = tablesOf(folder).heads.map(({ show_id }) => show_id);
  assert.equal(
    replayed,
    shows.flatMap((show_id) => [1, 2, 3, 4].map((sequence) => `${show_id} ${sequence}`)),
  );
});

rebuild('where the log is damaged, or a replay fails, the tables stay as they were', async () => {
  const folder = temporaryFolder();
  await someHistory(folder);
  const before = tablesOf(folder);
  const failing = (): TableChanges => {
    throw new Error('these rules cannot replay it');
  };
  assert.throws(() => rebuildTables(folder, () => failing), /cannot replay/);
  assert.equal(tablesOf(folder), before);
  alterLog(folder, (database) => database.exec('UPDATE log SET epoch = 9 WHERE position = 3'));
  assert.throws(
    () => rebuildTables(folder, () => changesOf),
    (error: unknown) => error instanceof LogCorruptError && error.message.includes('position 3'),
  );
  assert.equal(tablesOf(folder), before);
});

rebuild.run();
