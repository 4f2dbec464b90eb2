import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { ulidToBytes } from '../../../persistence/ulid-bytes.ts';
import { drawId } from '../../../src/ids.ts';
import { REGULAR_PRICE } from '../../hall.ts';
import { startCpuMeter } from '../../machine/cpu-meter.ts';
import type { CommitShape, GroupCommitContestant, Outcome, Round } from '../contestant.ts';
import { seatOf } from '../workload.ts';

/** The heads and the log as our own tables have them; its bookings without the index by session. */
const SCHEMA = `
  CREATE TABLE log (position INTEGER PRIMARY KEY, show_no INTEGER NOT NULL, events BLOB NOT NULL) STRICT;
  CREATE TABLE show_head (show_no INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, deadline_ms INTEGER, available TEXT NOT NULL) STRICT;
  CREATE TABLE booking (
    booking_id BLOB PRIMARY KEY, show_no INTEGER NOT NULL, session BLOB NOT NULL, status INTEGER NOT NULL,
    seats TEXT NOT NULL, total INTEGER NOT NULL, currency TEXT NOT NULL, expires_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;`;

const RESERVED = 1;
const RELEASED = 4;

/** More pages between two checkpoints than SQLite's own 1,000: each page is then written back less often. */
const CHECKPOINT_PAGES = 4_000;

/**
 * What SQLite can do at most: the rows that our run wrote, by size and number, in transactions of the same size, from
 * one thread that does nothing else. A commit holds as many new reservations as releases of earlier ones.
 */
export function runGroupCommit(contestant: GroupCommitContestant, round: Round): Outcome {
  const { shape } = contestant;
  const database = new Sqlite(join(round.folder, 'bare.db'));
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    database.exec(SCHEMA);
    const commit = committer(database, shape, round.shows);
    let acknowledged = 0;
    const runFor = (milliseconds: number): number => {
      const start = performance.now();
      const before = acknowledged;
      let seconds = 0;
      do {
        acknowledged += commit();
        seconds = (performance.now() - start) / 1_000;
      } while (seconds < milliseconds / 1_000);
      return (acknowledged - before) / seconds;
    };
    runFor(round.warmup_ms);
    const cpu = startCpuMeter();
    const cycles_per_second = runFor(round.measure_ms);
    const busy_cores = cpu();
    const stored = database
      .prepare<[number], { cycles: number }>('SELECT count(*) AS cycles FROM booking WHERE status = ?')
      .get(RELEASED);
    return {
      cycles_per_second,
      acknowledged,
      stored: stored?.cycles ?? 0,
      cycle: null,
      request: null,
      busy_cores,
      shape: null,
    };
  } finally {
    database.close();
  }
}

/** A function that commits once and gives the cycles that ended with it. */
function committer(database: Database, shape: CommitShape, shows: number): () => number {
  const append = database.prepare('INSERT INTO log (show_no, events) VALUES (?, ?)');
  const reserve = database.prepare('INSERT INTO booking VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const release = database.prepare('UPDATE booking SET status = ? WHERE booking_id = ?');
  const setHead = database.prepare('INSERT OR REPLACE INTO show_head VALUES (?, ?, ?, ?)');
  const session = randomBytes(16);
  const record = randomBytes(Math.round(shape.record_bytes));
  const records = Math.max(1, Math.round(shape.records_a_commit));
  const cycles = Math.max(1, Math.round(shape.steps_a_commit / 2));
  let reserved: Uint8Array[] = [];
  let sequence = 0;

  return database.transaction((): number => {
    const released = reserved;
    reserved = [];
    sequence += 1;
    for (let index = 0; index < records; index += 1) {
      const show = Math.floor(Math.random() * shows);
      append.run(show, record);
      setHead.run(show, sequence, Date.now(), '[200,100]');
    }
    for (let index = 0; index < cycles; index += 1) {
      const booking_id = ulidToBytes(drawId());
      const seats = JSON.stringify([seatOf(index)]);
      reserve.run(booking_id, 0, session, RESERVED, seats, REGULAR_PRICE, 'USD', Date.now());
      reserved.push(booking_id);
    }
    for (const booking_id of released) release.run(RELEASED, booking_id);
    return released.length;
  });
}
