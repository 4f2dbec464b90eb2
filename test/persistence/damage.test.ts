import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { LogCorruptError, openLogReader, openSqliteLog, type StoredRecord } from '../../persistence/index.ts';
import { alterLog } from './log-file.ts';
import { appender, bytes, errorOf, textOf } from './samples.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PAGE_BYTES = 4_096;

const damage = suite('damage: what is stored does not bear out its checksums');

interface Sample {
  readonly folder: string;
  readonly one: string;
  readonly other: string;
}

/** Two shows with three records each, at positions 1 to 6 in turn. */
async function sample(): Promise<Sample> {
  const folder = temporaryFolder();
  const log = await openSqliteLog(folder);
  const one = await appender(log);
  const other = await appender(log);
  for (const turn of ['first', 'second', 'third']) {
    await one.append([`one ${turn}`, 'and more']);
    await other.append([`other ${turn}`]);
  }
  await log.close();
  return { folder, one: one.show_id, other: other.show_id };
}

function recordsOf(folder: string): StoredRecord[] {
  const reader = openLogReader(folder);
  const records = [...reader.records()];
  reader.close();
  return records;
}

/** The faults by position, after a change. */
async function faultsAfter(change: string | ((database: Database) => void)): Promise<[number, string][]> {
  const { folder } = await sample();
  alterLog(folder, (database) => {
    if (typeof change === 'string') database.exec(change);
    else change(database);
  });
  return recordsOf(folder).flatMap(({ position, fault }) => (fault === null ? [] : [[position, fault]]));
}

damage('an intact log has no fault', async () => {
  const { folder, one, other } = await sample();
  const records = recordsOf(folder);
  assert.equal(
    records.map(({ position, show_id, epoch, sequence, fault }) => ({
      position,
      show_id,
      epoch,
      sequence,
      fault,
    })),
    [
      { position: 1, show_id: one, epoch: 1, sequence: 1, fault: null },
      { position: 2, show_id: other, epoch: 1, sequence: 1, fault: null },
      { position: 3, show_id: one, epoch: 1, sequence: 3, fault: null },
      { position: 4, show_id: other, epoch: 1, sequence: 2, fault: null },
      { position: 5, show_id: one, epoch: 1, sequence: 5, fault: null },
      { position: 6, show_id: other, epoch: 1, sequence: 3, fault: null },
    ],
  );
  assert.equal(
    records.map(({ steps }) => steps.map((step) => step.events.map(textOf))),
    [
      [['one first', 'and more']],
      [['other first']],
      [['one second', 'and more']],
      [['other second']],
      [['one third', 'and more']],
      [['other third']],
    ],
  );
});

damage('a changed event is named, and those behind it are not blamed', async () => {
  const faults = await faultsAfter((database) => {
    const blob =
      database.prepare<[], Buffer>('SELECT events FROM log WHERE position = 3').pluck().get() ?? Buffer.of();
    blob.write('X', blob.length - 6);
    database.prepare('UPDATE log SET events = ? WHERE position = 3').run(blob);
  });
  assert.equal(faults, [[3, 'the checksum of event 4 does not hold']]);
});

damage('a dropped record is noticed at the next one of its show', async () => {
  const faults = await faultsAfter('DELETE FROM log WHERE position = 3');
  assert.equal(
    faults.map(([position]) => position),
    [4, 5],
  );
  assert.match(faults[0]?.[1] ?? '', 'between positions 2 and 4 is missing');
  assert.match(faults[1]?.[1] ?? '', 'its first event is 5, the one before was 2');
});

damage('a repeated record is noticed', async () => {
  const faults = await faultsAfter(
    'INSERT INTO log SELECT 7, show_no, previous, sequence, epoch, events FROM log WHERE position = 6',
  );
  assert.equal(
    faults.map(([position]) => position),
    [7],
  );
});

damage('swapped records are noticed', async () => {
  const faults = await faultsAfter(`
    UPDATE log SET position = 9 WHERE position = 1;
    UPDATE log SET position = 1 WHERE position = 3;
    UPDATE log SET position = 3 WHERE position = 9`);
  assert.ok(faults.some(([position]) => position === 1));
  assert.ok(faults.some(([position]) => position === 3));
});

damage('a record that was moved to another show is noticed', async () => {
  const faults = await faultsAfter(
    'UPDATE log SET show_no = (SELECT show_no FROM log WHERE position = 6) WHERE position = 5',
  );
  assert.ok(faults.some(([position]) => position === 5));
});

damage('every column of a record is bound by its checksum', async () => {
  for (const change of [
    'previous = 1',
    'sequence = 4',
    'epoch = 2',
    'epoch = 0',
    "events = x''",
    'previous = NULL',
  ]) {
    const faults = await faultsAfter(`UPDATE log SET ${change} WHERE position = 5`);
    assert.is(faults[0]?.[0], 5, change);
  }
});

damage('a show that the log does not know is noticed', async () => {
  const faults = await faultsAfter('DELETE FROM show WHERE show_no = 2');
  assert.equal(
    faults.map(([position]) => position),
    [2, 4, 6],
  );
  assert.match(faults[0]?.[1] ?? '', 'does not know');
});

damage('a show whose id was changed is noticed', async () => {
  const faults = await faultsAfter('UPDATE show SET show_id = randomblob(16) WHERE show_no = 1');
  assert.is(faults[0]?.[0], 1);
});

damage('a show with a damaged history does not wake, and does not hinder the others', async () => {
  const { folder, one, other } = await sample();
  alterLog(folder, (database) => database.exec('UPDATE log SET events = randomblob(30) WHERE position = 3'));
  const log = await openSqliteLog(folder);
  assert.is(await errorOf(log.wake(one)), 'LogCorruptError');
  assert.is((await log.wake(other)).sequence, 3);
  await (await appender(log, other)).append(['goes on']);
  await log.close();
  const reader = openLogReader(folder);
  assert.throws(() => reader.history(one), isCorrupt);
  assert.is(reader.history(other).length, 4);
  reader.close();
});

damage('a log that was cut off at its end does not bear out the heads of its shows', async () => {
  const { folder, one, other } = await sample();
  alterLog(folder, (database) => database.exec('DELETE FROM log WHERE position = 6'));
  const log = await openSqliteLog(folder);
  assert.is(await errorOf(log.wake(other)), 'LogCorruptError');
  assert.is((await log.wake(one)).sequence, 6);
  await log.close();
});

damage('a damaged snapshot is passed over for the whole history', async () => {
  for (const change of [
    "state = x'00'",
    'sequence = 1',
    'epoch = 7',
    'checksum = checksum + 1',
    'sequence = 99',
  ]) {
    const folder = temporaryFolder();
    const log = await openSqliteLog(folder);
    const { show_id, epoch, append } = await appender(log);
    await append(['one']);
    await append(['two']);
    await log.snapshot({ show_id, epoch, sequence: 2, state: bytes('state') });
    assert.is((await log.wake(show_id)).snapshot?.sequence, 2);
    await log.close();
    alterLog(folder, (database) => database.exec(`UPDATE snapshot SET ${change}`));
    const again = await openSqliteLog(folder);
    const { snapshot, steps } = await again.wake(show_id);
    assert.is(snapshot, null, change);
    assert.is(steps.length, 2);
    await again.close();
  }
});

damage('a file that is damaged itself is a fault too, not an exception', async () => {
  const { folder } = await sample();
  let page = 0;
  alterLog(folder, (database) => {
    page = Number(database.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'log'").pluck().get());
  });
  overwrite(folder, (page - 1) * PAGE_BYTES, Buffer.alloc(PAGE_BYTES, 0xff));
  const faults = recordsOf(folder).flatMap(({ fault }) => fault ?? []);
  assert.is(faults.length, 1);
  assert.match(faults[0] ?? '', 'the database file itself is damaged');
  overwrite(folder, 0, Buffer.alloc(PAGE_BYTES, 0xff));
  assert.throws(() => openLogReader(folder), isCorrupt);
});

damage.run();

function isCorrupt(error: unknown): boolean {
  return error instanceof LogCorruptError;
}

function overwrite(folder: string, offset: number, content: Buffer): void {
  const descriptor = openSync(join(folder, 'log.db'), 'r+');
  writeSync(descriptor, content, 0, content.length, offset);
  closeSync(descriptor);
}
