import type { Database } from 'better-sqlite3';
import { LogCorruptError, type StoredStep, type TableChanges } from '../event-log.ts';
import { type StoredBooking, storedBooking } from './booking-row.ts';
import { bookingTable } from './booking-table.ts';
import { openForWriting } from './connection.ts';
import { endedWaitingTable, type StoredEndedWaiting, storedEndedWaiting } from './ended-waiting-table.ts';
import { logPath } from './files.ts';
import { historyReader } from './history.ts';
import { lockForWriting } from './lock.ts';
import { migrate } from './schema.ts';
import { showHeads } from './show-heads.ts';
import { type ChainEnd, verifiedRecords } from './verified-records.ts';

/**
 * Begins the replay of a show. What it returns is called with each of the show's steps, oldest first, and says what
 * the step changed in the tables, just as it was said when the step was appended.
 */
export type BeginReplay = (show_id: string) => (step: StoredStep) => TableChanges;

export interface RebuildSummary {
  readonly shows: number;
  readonly steps: number;
  readonly bookings: number;
  readonly ended_waitings: number;
}

/**
 * Verifies the log of a data folder and writes all that is derived from it anew, in one transaction: the heads of the
 * shows, the bookings, the waits that have ended. Snapshots are dropped; they come again by themselves.
 * Throws a `LogLockedError` while a process writes there, and a `LogCorruptError` where the log is damaged: what is in
 * the tables then stays as it was.
 */
export function rebuildTables(folder: string, beginReplay: BeginReplay): RebuildSummary {
  const lock = lockForWriting(folder);
  try {
    const database = openForWriting(logPath(folder));
    try {
      migrate(database);
      return database.transaction(() => rebuild(database, beginReplay)).immediate();
    } finally {
      database.close();
    }
  } finally {
    lock.release();
  }
}

const CLEAR = `
  DELETE FROM show_head;
  DELETE FROM booking;
  DELETE FROM ended_waiting;
  DELETE FROM ended_waiting_run;
  DELETE FROM snapshot;
  DELETE FROM snapshot_piece;
  INSERT INTO booking_by_session (booking_by_session) VALUES ('delete-all');
`;

function rebuild(database: Database, beginReplay: BeginReplay): RebuildSummary {
  const ends = verifiedEnds(database);
  database.exec(CLEAR);
  const heads = showHeads(database);
  const bookings = bookingTable(database);
  const endedWaitings = endedWaitingTable(database);
  const readHistory = historyReader(database);
  const summary = { shows: 0, steps: 0, bookings: 0, ended_waitings: 0 };
  for (const end of ends) {
    const steps = readHistory(end, 0);
    const tables = replay(steps, beginReplay(end.show_id));
    heads.write(end, tables.deadline_ms, tables.available);
    bookings.write([...tables.bookings.values()].map((booking) => ({ show_no: end.show_no, booking })));
    endedWaitings.write(end.show_no, [...tables.ended_waitings.values()]);
    summary.shows += 1;
    summary.steps += steps.length;
    summary.bookings += tables.bookings.size;
    summary.ended_waitings += tables.ended_waitings.size;
  }
  return summary;
}

/** Where the chain of each show with events ends; throws a `LogCorruptError` where any record of the log is damaged. */
function verifiedEnds(database: Database): ChainEnd[] {
  const ends = new Map<number, ChainEnd>();
  for (const { position, fault } of verifiedRecords(database, ends)) {
    if (fault !== null) throw new LogCorruptError(`the log is damaged at position ${position}: ${fault}`);
  }
  return [...ends.values()].filter((end) => end.sequence > 0);
}

/** What is left of a show's rows after its whole history. */
interface ReplayedTables {
  readonly bookings: Map<string, StoredBooking>;
  readonly ended_waitings: Map<string, StoredEndedWaiting>;
  deadline_ms: number | null;
  available: readonly number[];
}

function replay(steps: readonly StoredStep[], changesOf: (step: StoredStep) => TableChanges): ReplayedTables {
  const tables: ReplayedTables = {
    bookings: new Map(),
    ended_waitings: new Map(),
    deadline_ms: null,
    available: [],
  };
  for (const step of steps) {
    const changes = changesOf(step);
    for (const row of changes.bookings) tables.bookings.set(row.booking_id, storedBooking(row));
    for (const row of changes.ended_waitings)
      tables.ended_waitings.set(row.waiting_id, storedEndedWaiting(row));
    tables.deadline_ms = changes.deadline_ms;
    tables.available = changes.available;
  }
  return tables;
}
