import type { Database } from 'better-sqlite3';
import type { EndedWaitingRow } from '../event-log.ts';
import { fingerprintFromBytes, fingerprintToBytes } from '../fingerprint-bytes.ts';
import { ulidFromBytes, ulidToBytes } from '../ulid-bytes.ts';
import { requireWholeNumbers } from '../whole-numbers.ts';

/** The waits that have ended, of all shows, as their writer sees them. */
export interface EndedWaitingTable {
  /** Inserts or replaces the rows. */
  write(show_no: number, waitings: readonly StoredEndedWaiting[]): void;
  find(waiting_id: string): EndedWaitingRow | null;
}

/** A row of `ended_waiting` but for its show. */
export interface StoredEndedWaiting {
  readonly waiting_id: Uint8Array;
  readonly session: Buffer;
  readonly status: number;
  readonly version: number;
  readonly count: number;
  readonly expires_at_ms: number;
  readonly booking_id: Uint8Array | null;
}

/** A row of `ended_waiting` with the id of its show, as `SELECT_ENDED_WAITING` gives it. */
export interface SelectedEndedWaiting extends StoredEndedWaiting {
  readonly show_id: Buffer;
}

export const SELECT_ENDED_WAITING =
  'SELECT waiting_id, show_id, session, status, version, count, expires_at_ms, booking_id';

export function endedWaitingTable(database: Database): EndedWaitingTable {
  const replace = database.prepare<
    [
      waiting_id: Uint8Array,
      show_no: number,
      session: Buffer,
      status: number,
      version: number,
      count: number,
      expires_at_ms: number,
      booking_id: Uint8Array | null,
    ]
  >(
    `REPLACE INTO ended_waiting (waiting_id, show_no, session, status, version, count, expires_at_ms, booking_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const find = database.prepare<[Uint8Array], SelectedEndedWaiting>(
    `${SELECT_ENDED_WAITING} FROM ended_waiting JOIN show USING (show_no) WHERE waiting_id = ?`,
  );
  return {
    write(show_no, waitings): void {
      for (const { waiting_id, session, status, version, count, expires_at_ms, booking_id } of waitings) {
        replace.run(waiting_id, show_no, session, status, version, count, expires_at_ms, booking_id);
      }
    },
    find(waiting_id): EndedWaitingRow | null {
      const selected = find.get(ulidToBytes(waiting_id));
      return selected === undefined ? null : endedWaitingOf(selected);
    },
  };
}

/** What is stored of a row. Throws a RangeError where an id is none, or a number not whole. */
export function storedEndedWaiting(row: EndedWaitingRow): StoredEndedWaiting {
  requireWholeNumbers(row.status, row.version, row.count, row.expires_at_ms);
  return {
    waiting_id: ulidToBytes(row.waiting_id),
    session: fingerprintToBytes(row.session),
    status: row.status,
    version: row.version,
    count: row.count,
    expires_at_ms: row.expires_at_ms,
    booking_id: row.booking_id === null ? null : ulidToBytes(row.booking_id),
  };
}

export function endedWaitingOf(selected: SelectedEndedWaiting): EndedWaitingRow {
  return {
    waiting_id: ulidFromBytes(selected.waiting_id),
    show_id: ulidFromBytes(selected.show_id),
    session: fingerprintFromBytes(selected.session),
    status: selected.status,
    version: selected.version,
    count: selected.count,
    expires_at_ms: selected.expires_at_ms,
    booking_id: selected.booking_id === null ? null : ulidFromBytes(selected.booking_id),
  };
}
