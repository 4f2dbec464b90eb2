import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { ulid } from 'ulid';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openSqliteLog } from '../../persistence/index.ts';
import { ulidToBytes } from '../../persistence/ulid-bytes.ts';
import { eventLogContract } from './event-log-contract.ts';
import { alterLog } from './log-file.ts';
import { appender, errorOf, historyOf, someBooking, someEndedWaiting, someSession } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

eventLogContract('in SQLite', () => openSqliteLog(temporaryFolder()));

const sqliteLog = suite('log in SQLite');

sqliteLog('everything is there after a restart, and epochs go on growing', async () => {
  const folder = temporaryFolder();
  const log = await openSqliteLog(folder);
  const show = await appender(log);
  await appender(log, show.show_id);
  const third = await appender(log, show.show_id);
  const booking = someBooking(show.show_id);
  const waiting = someEndedWaiting(show.show_id);
  await third.append(['one', 'two'], {
    bookings: [booking],
    ended_waitings: [waiting],
    deadline_ms: 5,
    available: [1],
  });
  await log.close();
  const again = await openSqliteLog(folder);
  const awakening = await again.wake(show.show_id);
  assert.is(awakening.sequence, 2);
  assert.ok(awakening.epoch > third.epoch);
  assert.equal(await again.findBooking(booking.booking_id), booking);
  assert.equal(await again.findSessionBookings(booking.session, 5), [booking]);
  assert.equal(await again.findEndedWaiting(waiting.waiting_id), waiting);
  assert.equal(await again.deadlines(), [{ show_id: show.show_id, deadline_ms: 5 }]);
  assert.equal(await again.availability(), [{ show_id: show.show_id, available: [1] }]);
  await again.close();
});

sqliteLog('what cannot be stored refuses its own step only, and what was decided on it', async () => {
  const log = await openSqliteLog(temporaryFolder());
  const [good, bad] = await Promise.all([appender(log), appender(log)]);
  const wrong = [
    { booking_id: 'no ULID' },
    { session: 'no fingerprint' },
    { total: 14.99 },
    { expires_at_ms: Number.NaN },
    { payment: { payment_id: '', status: 1, reason: null } },
  ];
  for (const fields of wrong) {
    const show = await appender(log, bad.show_id);
    const outcomes = await Promise.all([
      errorOf(good.append(['good'])),
      errorOf(show.append(['bad'], { bookings: [someBooking(show.show_id, fields)] })),
      errorOf(show.append(['decided on the bad one'])),
      errorOf(good.append(['good'])),
    ]);
    assert.equal(outcomes, ['none', 'RangeError', 'StaleEpochError', 'none'], JSON.stringify(fields));
  }
  const late = await appender(log, bad.show_id);
  assert.is(await errorOf(late.append(['bad'], { deadline_ms: 0.5 })), 'RangeError');
  assert.is(await errorOf(log.wake('no ULID')), 'RangeError');
  assert.is(await errorOf(log.findBooking('no ULID')), 'RangeError');
  assert.is(await errorOf(log.findSessionBookings('no fingerprint', 1)), 'RangeError');
  assert.equal(await historyOf(log, bad.show_id), []);
  assert.is((await historyOf(log, good.show_id)).length, 10);
  await log.close();
});

sqliteLog('thousands of operations at a time are all answered, in order', async () => {
  const log = await openSqliteLog(temporaryFolder());
  const shows = await Promise.all(Array.from({ length: 300 }, () => appender(log)));
  const texts = Array.from({ length: 20 }, (_, index) => `${index}`);
  await Promise.all(shows.flatMap((show) => texts.map((text) => show.append([text]))));
  const histories = await Promise.all(shows.map((show) => historyOf(log, show.show_id)));
  for (const history of histories) assert.equal(history.flat(), texts);
  await log.close();
});

sqliteLog('people can ask which seats are taken', async () => {
  const folder = temporaryFolder();
  const log = await openSqliteLog(folder);
  const show = await appender(log);
  const seats = ['A-1', 'A-2'];
  const booked = someBooking(show.show_id, { seats, status: 2 });
  const released = someBooking(show.show_id, { seats: ['A-3'], status: 4 });
  await show.append(['some'], { bookings: [booked, released] });
  await log.close();
  alterLog(folder, (database) => {
    assert.equal(
      database.prepare('SELECT * FROM show_seats ORDER BY seat_id').all(),
      seats.map((seat_id) => ({
        show_id: Buffer.from(ulidToBytes(show.show_id)),
        seat_id,
        status: 2,
        booking_id: Buffer.from(ulidToBytes(booked.booking_id)),
      })),
    );
  });
});

sqliteLog(
  'the write-ahead log does not grow without bound, and only the database is left when it is closed',
  async () => {
    const folder = temporaryFolder();
    const log = await openSqliteLog(folder);
    const show = await appender(log);
    const large = ['x'.repeat(50_000)];
    for (let round = 0; round < 40; round += 1) {
      await Promise.all(Array.from({ length: 20 }, () => show.append(large)));
    }
    assert.ok(statSync(join(folder, 'log.db')).size > 20_000_000);
    assert.ok(statSync(join(folder, 'log.db-wal')).size < 20_000_000);
    await log.close();
    assert.equal(readdirSync(folder).sort(), ['log.db', 'writer.lock']);
  },
);

sqliteLog('where a database shell keeps the file locked, appends are refused until it lets go', async () => {
  const folder = temporaryFolder();
  const log = await openSqliteLog(folder);
  const show = await appender(log);
  await show.append(['one']);
  const shell = new Sqlite(join(folder, 'log.db'));
  shell.exec('BEGIN IMMEDIATE');
  assert.is(await errorOf(show.append(['two'])), 'LogUnavailableError');
  shell.exec('COMMIT');
  shell.close();
  await (await appender(log, show.show_id)).append(['two']);
  assert.equal(await historyOf(log, show.show_id), [['one'], ['two']]);
  await log.close();
});

sqliteLog('sessions and seats are not in the words of any refusal', async () => {
  const log = await openSqliteLog(temporaryFolder());
  const show = await appender(log);
  const session = `${someSession()}x`;
  const refusal = await show
    .append(['one'], { bookings: [someBooking(show.show_id, { session })] })
    .catch(String);
  assert.ok(!`${refusal}`.includes(session.slice(0, 8)));
  assert.is(await errorOf(log.findBooking(ulid())), 'none');
  await log.close();
});

sqliteLog.run();
