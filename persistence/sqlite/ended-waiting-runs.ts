import type { Database } from 'better-sqlite3';
import { Packr } from 'msgpackr';
import type { EndedWaitingRow } from '../event-log.ts';
import { ulidToBytes } from '../ulid-bytes.ts';
import { type EndedWaitingTable, endedWaitingOf, type StoredEndedWaiting } from './ended-waiting-table.ts';

/**
 * When the last seat of a show is sold, the wait of everybody in its queue ends in one step. The rows of a hundred thousand
 * would hold up the commit, and with it all shows, for a third of a second. So those of a large step are committed with it
 * in runs, and move on to their table run by run in commits of their own, when there is nothing else to do. Whoever
 * looks for a row finds it in either place.
 */
export interface EndedWaitingRuns {
  /** The rows of one step; within its commit. */
  write(show_no: number, waitings: readonly StoredEndedWaiting[]): void;
  find(waiting_id: string): EndedWaitingRow | null;
  /** Moves the oldest run on, in a transaction of its own. False where there was none. */
  moveOne(): boolean;
}

/** Some milliseconds' work. */
const ROWS_A_RUN = 500;

const packr = new Packr();

interface SelectedRun {
  readonly run_no: number;
  readonly show_no: number;
  readonly rows: Buffer;
}

type RunOfShow = Pick<SelectedRun, 'rows'> & { readonly show_id: Buffer };

const SELECT_RUNS = 'SELECT show_id, rows FROM ended_waiting_run JOIN show USING (show_no) ORDER BY run_no';

export function endedWaitingRuns(database: Database, table: EndedWaitingTable): EndedWaitingRuns {
  const insert = database.prepare<[show_no: number, rows: Uint8Array]>(
    'INSERT INTO ended_waiting_run (show_no, rows) VALUES (?, ?)',
  );
  const selectOldest = database.prepare<[], SelectedRun>(
    'SELECT run_no, show_no, rows FROM ended_waiting_run ORDER BY run_no LIMIT 1',
  );
  const remove = database.prepare<[run_no: number]>('DELETE FROM ended_waiting_run WHERE run_no = ?');
  const selectAll = database.prepare<[], RunOfShow>(SELECT_RUNS);

  const move = database.transaction((): boolean => {
    const run = selectOldest.get();
    if (run === undefined) return false;
    table.write(run.show_no, unpackRun(run.rows));
    remove.run(run.run_no);
    return true;
  });

  return {
    write(show_no, waitings): void {
      if (waitings.length <= ROWS_A_RUN) {
        table.write(show_no, waitings);
        return;
      }
      for (let start = 0; start < waitings.length; start += ROWS_A_RUN) {
        insert.run(show_no, packRun(waitings.slice(start, start + ROWS_A_RUN)));
      }
    },

    find(waiting_id): EndedWaitingRow | null {
      const found = table.find(waiting_id);
      if (found !== null) return found;
      const wanted = Buffer.from(ulidToBytes(waiting_id));
      for (const { show_id, rows } of selectAll.iterate()) {
        if (!rows.includes(wanted)) continue;
        const waiting = unpackRun(rows).find((each) => Buffer.compare(each.waiting_id, wanted) === 0);
        if (waiting !== undefined) return endedWaitingOf({ show_id, ...waiting });
      }
      return null;
    },

    moveOne: () => move.immediate(),
  };
}

/** Every row that is still in a run. */
export function* rowsInRuns(database: Database): Iterable<EndedWaitingRow> {
  for (const { show_id, rows } of database.prepare<[], RunOfShow>(SELECT_RUNS).iterate()) {
    for (const waiting of unpackRun(rows)) yield endedWaitingOf({ show_id, ...waiting });
  }
}

/** In the order of the fields of `StoredEndedWaiting`. */
type PackedRow = [Buffer, Buffer, number, number, number, number, Buffer | null];

function packRun(waitings: readonly StoredEndedWaiting[]): Uint8Array {
  return packr.pack(
    waitings.map((row) => [
      row.waiting_id,
      row.session,
      row.status,
      row.version,
      row.count,
      row.expires_at_ms,
      row.booking_id,
    ]),
  );
}

function unpackRun(rows: Buffer): StoredEndedWaiting[] {
  const packed: PackedRow[] = packr.unpack(rows);
  return packed.map(([waiting_id, session, status, version, count, expires_at_ms, booking_id]) => {
    return { waiting_id, session, status, version, count, expires_at_ms, booking_id };
  });
}
