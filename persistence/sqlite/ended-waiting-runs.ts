import type { Database } from 'better-sqlite3';
import type { EndedWaitingRow } from '../event-log.ts';
import { FINGERPRINT_BYTES, writeFingerprint } from '../fingerprint-bytes.ts';
import { ULID_BYTES, ulidToBytes, writeUlid } from '../ulid-bytes.ts';
import { requireWholeNumbers } from '../whole-numbers.ts';
import { type EndedWaitingTable, endedWaitingOf, type StoredEndedWaiting } from './ended-waiting-table.ts';

/**
 * When the last seat of a show is sold, the wait of everybody in its queue ends in one step. The rows of a hundred thousand
 * would hold up the commit, and with it all shows, for a third of a second. So those of a large step are committed with it
 * in runs, and move on to their table run by run in commits of their own, when there is nothing else to do. Whoever
 * looks for a row finds it in either place.
 */
export interface EndedWaitingRuns {
  /** What `packRuns` made of the rows of one step; within its commit. */
  write(show_no: number, runs: readonly Uint8Array[]): void;
  find(waiting_id: string): EndedWaitingRow | null;
  /** Moves the oldest run on, in a transaction of its own. False where there was none. */
  moveOne(): boolean;
}

/** Some milliseconds' work. */
const ROWS_A_RUN = 500;

interface SelectedRun {
  readonly run_no: number;
  readonly show_no: number;
  readonly rows: Buffer;
}

type RunOfShow = Pick<SelectedRun, 'rows'> & { readonly show_id: Buffer };

/** Between which milliseconds the ids in a run were drawn. */
interface Span {
  readonly from_ms: number;
  readonly to_ms: number;
}

const SELECT_RUNS = 'SELECT show_id, rows FROM ended_waiting_run JOIN show USING (show_no)';

export function endedWaitingRuns(database: Database, table: EndedWaitingTable): EndedWaitingRuns {
  const insert = database.prepare<[show_no: number, rows: Uint8Array]>(
    'INSERT INTO ended_waiting_run (show_no, rows) VALUES (?, ?)',
  );
  const selectOldest = database.prepare<[], SelectedRun>(
    'SELECT run_no, show_no, rows FROM ended_waiting_run ORDER BY run_no LIMIT 1',
  );
  const remove = database.prepare<[run_no: number]>('DELETE FROM ended_waiting_run WHERE run_no = ?');
  const select = database.prepare<[run_no: number], RunOfShow>(`${SELECT_RUNS} WHERE run_no = ?`);
  const selectAll = database.prepare<[], Omit<SelectedRun, 'show_no'>>(
    'SELECT run_no, rows FROM ended_waiting_run',
  );
  /**
   * By number of the run. Who stood in a queue side by side came at about the same time: so a row is looked for in a few
   * runs, and a crowd that looks does not read all of them again and again. A run that never got to disk does no harm here.
   */
  const spans = new Map<number, Span>();
  for (const { run_no, rows } of selectAll.iterate()) spans.set(run_no, spanOf(rows));

  /** Returns the run's number, or null where there was none. */
  const move = database.transaction((): number | null => {
    const run = selectOldest.get();
    if (run === undefined) return null;
    table.write(run.show_no, unpackRun(run.rows));
    remove.run(run.run_no);
    return run.run_no;
  });

  return {
    write(show_no, runs): void {
      for (const rows of runs) {
        const { lastInsertRowid } = insert.run(show_no, rows);
        spans.set(Number(lastInsertRowid), spanOf(rows));
      }
    },

    find(waiting_id): EndedWaitingRow | null {
      const found = table.find(waiting_id);
      if (found !== null) return found;
      const wanted = Buffer.from(ulidToBytes(waiting_id));
      const drawn_ms = millisecondOf(wanted, 0);
      for (const [run_no, { from_ms, to_ms }] of spans) {
        if (drawn_ms < from_ms || drawn_ms > to_ms) continue;
        const run = select.get(run_no);
        if (run === undefined) continue;
        const [waiting] = unpackRun(rowOf(run.rows, wanted));
        if (waiting !== undefined) return endedWaitingOf({ show_id: run.show_id, ...waiting });
      }
      return null;
    },

    moveOne(): boolean {
      const run_no = move.immediate();
      if (run_no !== null) spans.delete(run_no);
      return run_no !== null;
    },
  };
}

/**
 * The rows of one step in runs, made by whoever hands the step in, so that the writer's thread need not look at them; null
 * where they are too few to be worth it, or one of them cannot be stored, which the writer then says.
 */
export function packRuns(rows: readonly EndedWaitingRow[]): Uint8Array[] | null {
  if (rows.length <= ROWS_A_RUN) return null;
  try {
    const runs: Uint8Array[] = [];
    for (let start = 0; start < rows.length; start += ROWS_A_RUN) {
      runs.push(packRun(rows.slice(start, start + ROWS_A_RUN)));
    }
    return runs;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Every row that is still in a run. */
export function* rowsInRuns(database: Database): Iterable<EndedWaitingRow> {
  const selectRuns = database.prepare<[], RunOfShow>(`${SELECT_RUNS} ORDER BY run_no`);
  for (const { show_id, rows } of selectRuns.iterate()) {
    for (const waiting of unpackRun(rows)) yield endedWaitingOf({ show_id, ...waiting });
  }
}

/** How a row lies in a run: its fields one after the other, numbers big-endian; the id of no booking is all zeros. */
const SESSION = ULID_BYTES;
const BOOKING_ID = SESSION + FINGERPRINT_BYTES;
const STATUS = BOOKING_ID + ULID_BYTES;
const COUNT = STATUS + 1;
const VERSION = COUNT + 1;
const NUMBER_BYTES = 6;
const EXPIRES_AT = VERSION + NUMBER_BYTES;
const ROW_BYTES = EXPIRES_AT + NUMBER_BYTES;

const NO_BOOKING = Buffer.alloc(ULID_BYTES);

/** Throws a RangeError where one of them cannot be stored so. */
function packRun(waitings: readonly EndedWaitingRow[]): Uint8Array {
  const run = Buffer.alloc(waitings.length * ROW_BYTES);
  let start = 0;
  for (const { waiting_id, session, status, version, count, expires_at_ms, booking_id } of waitings) {
    requireWholeNumbers(status, version, count, expires_at_ms);
    writeUlid(waiting_id, run, start);
    writeFingerprint(session, run, start + SESSION);
    if (booking_id !== null) writeUlid(booking_id, run, start + BOOKING_ID);
    run.writeUInt8(status, start + STATUS);
    run.writeUInt8(count, start + COUNT);
    run.writeUIntBE(version, start + VERSION, NUMBER_BYTES);
    run.writeUIntBE(expires_at_ms, start + EXPIRES_AT, NUMBER_BYTES);
    start += ROW_BYTES;
  }
  return run;
}

function unpackRun(run: Buffer): StoredEndedWaiting[] {
  const waitings: StoredEndedWaiting[] = [];
  for (let start = 0; start < run.length; start += ROW_BYTES) {
    const booking_id = run.subarray(start + BOOKING_ID, start + STATUS);
    waitings.push({
      waiting_id: run.subarray(start, start + SESSION),
      session: run.subarray(start + SESSION, start + BOOKING_ID),
      status: run.readUInt8(start + STATUS),
      version: run.readUIntBE(start + VERSION, NUMBER_BYTES),
      count: run.readUInt8(start + COUNT),
      expires_at_ms: run.readUIntBE(start + EXPIRES_AT, NUMBER_BYTES),
      booking_id: booking_id.equals(NO_BOOKING) ? null : booking_id,
    });
  }
  return waitings;
}

/** The row with this id; nothing where the run has none. */
function rowOf(run: Buffer, waiting_id: Buffer): Buffer {
  let start = run.indexOf(waiting_id);
  // What looks like it may lie across two fields.
  while (start >= 0 && start % ROW_BYTES !== 0) start = run.indexOf(waiting_id, start + 1);
  return start < 0 ? run.subarray(0, 0) : run.subarray(start, start + ROW_BYTES);
}

function spanOf(run: Uint8Array): Span {
  const rows = Buffer.from(run.buffer, run.byteOffset, run.byteLength);
  let from_ms = Number.POSITIVE_INFINITY;
  let to_ms = Number.NEGATIVE_INFINITY;
  for (let start = 0; start < rows.length; start += ROW_BYTES) {
    const drawn_ms = millisecondOf(rows, start);
    from_ms = Math.min(from_ms, drawn_ms);
    to_ms = Math.max(to_ms, drawn_ms);
  }
  return { from_ms, to_ms };
}

/** An id begins with the millisecond that it was drawn in. */
function millisecondOf(bytes: Buffer, start: number): number {
  return bytes.readUIntBE(start, NUMBER_BYTES);
}
