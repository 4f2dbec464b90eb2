import { readFileSync, writeFileSync } from 'node:fs';
import { logPath } from '../../../persistence/sqlite/files.ts';
import { ulidToBytes } from '../../../persistence/ulid-bytes.ts';
import type { FindingCode } from '../../../src/audit/index.ts';
import type { RealDamage } from './damage.ts';
import { ONE, TWO } from './real-log.ts';
import { tamper } from './rewrite.ts';

/** What a disk, or somebody with SQL at hand, can do to the records of the real log. */
export const RECORD_DAMAGES: readonly RealDamage[] = [
  inRecord(
    'a bit of an event is flipped',
    'record_damaged',
    8,
    9,
    flip((length) => Math.floor(length / 2)),
  ),
  inRecord(
    'a bit of a checksum is flipped',
    'record_damaged',
    8,
    9,
    flip((length) => length - 1),
  ),
  inRecord(
    'a bit of the framing is flipped',
    'record_damaged',
    8,
    9,
    flip(() => 0),
  ),
  inRecord('a record is truncated', 'record_damaged', 8, 9, (bytes) => bytes.subarray(0, -5)),
  inRecord('a record loses its last event', 'record_damaged', 9, 12, (bytes) => bytes.subarray(0, 0)),
  {
    what: 'a bit is flipped in the file on disk',
    code: 'record_damaged',
    show_id: ONE,
    sequence: 9,
    position: 8,
    damage: (folder) => {
      const file = readFileSync(logPath(folder));
      const start = file.indexOf(eventsAt(folder, 8));
      file[start + 20] = (file[start + 20] ?? 0) ^ 1;
      writeFileSync(logPath(folder), file);
    },
  },
  {
    what: 'a page of the file is overwritten',
    code: 'record_damaged',
    show_id: null,
    sequence: 0,
    position: 1,
    damage: (folder) => {
      const file = readFileSync(logPath(folder));
      const page_bytes = file.readUInt16BE(16);
      const page = Math.floor(file.indexOf(eventsAt(folder, 8)) / page_bytes);
      file.fill(0xff, page * page_bytes, (page + 1) * page_bytes);
      writeFileSync(logPath(folder), file);
    },
  },
  bySql('a record is dropped', 'position_gap', ONE, 12, 9, 'DELETE FROM log WHERE position = 8'),
  bySql('the first record is dropped', 'position_gap', ONE, 4, 2, 'DELETE FROM log WHERE position = 1'),
  bySql(
    "a show's record is dropped and those behind move up",
    'sequence_gap',
    ONE,
    12,
    8,
    'DELETE FROM log WHERE position = 8',
    'UPDATE log SET position = position - 1 WHERE position > 8',
  ),
  bySql('two records are swapped', 'sequence_gap', ONE, 7, 4, ...swapPositions(4, 5)),
  bySql(
    'a record comes again',
    'sequence_gap',
    ONE,
    16,
    14,
    'INSERT INTO log SELECT 14, show_no, 13, sequence, epoch, events FROM log WHERE position = 13',
  ),
  bySql(
    'a sequence number is another',
    'sequence_gap',
    ONE,
    13,
    9,
    'UPDATE log SET sequence = 13 WHERE position = 9',
  ),
  bySql('an epoch is older', 'epoch_went_back', ONE, 12, 9, 'UPDATE log SET epoch = 0 WHERE position = 9'),
  bySql('an epoch is newer', 'record_damaged', ONE, 12, 9, 'UPDATE log SET epoch = 2 WHERE position = 9'),
  bySql(
    'a record names another one before it',
    'record_damaged',
    ONE,
    12,
    9,
    'UPDATE log SET previous = 6 WHERE position = 9',
  ),
  {
    what: 'a record is given to another show',
    code: 'sequence_gap',
    show_id: TWO,
    sequence: 12,
    position: 9,
    damage: (folder) =>
      tamper(folder, (database) => {
        database
          .prepare('UPDATE log SET show_no = (SELECT show_no FROM show WHERE show_id = ?) WHERE position = 9')
          .run(ulidToBytes(TWO));
      }),
  },
  {
    what: 'a show is forgotten',
    code: 'record_damaged',
    show_id: null,
    sequence: 1,
    position: 7,
    damage: (folder) =>
      tamper(folder, (database) => {
        database.prepare('DELETE FROM show WHERE show_id = ?').run(ulidToBytes(TWO));
      }),
  },
];

function inRecord(
  what: string,
  code: FindingCode,
  position: number,
  sequence: number,
  change: (events: Buffer) => Buffer,
): RealDamage {
  const damage = (folder: string): void => {
    const events = change(eventsAt(folder, position));
    tamper(folder, (database) => {
      database.prepare('UPDATE log SET events = ? WHERE position = ?').run(events, position);
    });
  };
  return { what, code, show_id: ONE, sequence, position, damage };
}

function bySql(
  what: string,
  code: FindingCode,
  show_id: string,
  sequence: number,
  position: number,
  ...statements: readonly string[]
): RealDamage {
  const damage = (folder: string): void =>
    tamper(folder, (database) => {
      for (const statement of statements) database.exec(statement);
    });
  return { what, code, show_id, sequence, position, damage };
}

function swapPositions(one: number, other: number): string[] {
  return [
    `UPDATE log SET position = -1 WHERE position = ${one}`,
    `UPDATE log SET position = ${one} WHERE position = ${other}`,
    `UPDATE log SET position = ${other} WHERE position = -1`,
  ];
}

function flip(where: (length: number) => number): (events: Buffer) => Buffer {
  return (events) => {
    const flipped = Buffer.from(events);
    const index = where(events.length);
    flipped[index] = (flipped[index] ?? 0) ^ 1;
    return flipped;
  };
}

function eventsAt(folder: string, position: number): Buffer {
  let events: Buffer = Buffer.alloc(0);
  tamper(folder, (database) => {
    const found = database
      .prepare<[number], Buffer>('SELECT events FROM log WHERE position = ?')
      .pluck()
      .get(position);
    if (found === undefined) throw new RangeError(`there is no record at ${position}`);
    events = found;
  });
  return events;
}
