import type { Database } from 'better-sqlite3';
import { SELECT_BOOKING, type SelectedBooking, type StoredBooking } from './booking-row.ts';

/** Which bookings a session has. */
export interface SessionIndex {
  /** Takes in the new bookings of one commit. */
  add(bookings: readonly StoredBooking[]): void;
  /** Newest first. */
  bookingsOf(session: Buffer, limit: number): SelectedBooking[];
}

/** A booking id begins with the millisecond in which it was drawn. */
const MILLISECOND_BYTES = 6;
const SESSION_BEGINNING_BYTES = 4;

export function sessionIndex(database: Database): SessionIndex {
  const insert = database.prepare<[millisecond: number, sessions: string]>(
    'INSERT INTO booking_by_session (rowid, sessions) VALUES (?, ?)',
  );
  const select = database.prepare<[beginning: string, session: Buffer, limit: number], SelectedBooking>(
    `${SELECT_BOOKING}
     FROM booking_by_session
     CROSS JOIN booking ON booking_id >= unhex(format('%012x', booking_by_session.rowid))
                       AND booking_id < unhex(format('%012x', booking_by_session.rowid + 1))
     CROSS JOIN show USING (show_no)
     WHERE booking_by_session MATCH ? AND session = ?
     ORDER BY booking_by_session.rowid DESC, booking_id DESC LIMIT ?`,
  );
  return {
    add(bookings): void {
      const sessionsIn = new Map<number, string>();
      for (const { booking_id, session } of bookings) {
        const millisecond = millisecondOf(booking_id);
        const others = sessionsIn.get(millisecond);
        const beginning = beginningOf(session);
        sessionsIn.set(millisecond, others === undefined ? beginning : `${others} ${beginning}`);
      }
      // In ascending order they stay in one sorted run of the index.
      const ascending = [...sessionsIn].sort(([one], [other]) => one - other);
      for (const [millisecond, sessions] of ascending) insert.run(millisecond, sessions);
    },

    bookingsOf: (session, limit) => select.all(beginningOf(session), session, limit),
  };
}

function millisecondOf(booking_id: Uint8Array): number {
  let millisecond = 0;
  for (let index = 0; index < MILLISECOND_BYTES; index += 1)
    millisecond = millisecond * 256 + (booking_id[index] ?? 0);
  return millisecond;
}

function beginningOf(session: Buffer): string {
  return session.toString('hex', 0, SESSION_BEGINNING_BYTES);
}
