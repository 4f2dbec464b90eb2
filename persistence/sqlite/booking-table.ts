import type { Database } from 'better-sqlite3';
import type { BookingRow } from '../event-log.ts';
import { fingerprintFromBytes, fingerprintToBytes } from '../fingerprint-bytes.ts';
import { ulidFromBytes, ulidToBytes } from '../ulid-bytes.ts';
import { requireWholeNumbers } from '../whole-numbers.ts';

/** The bookings of all shows, as their writer sees them. */
export interface BookingTable {
  /** Inserts or replaces the rows of one commit; each booking is among them once. */
  write(bookings: readonly BookingOfShow[]): void;
  find(booking_id: string): BookingRow | null;
  /** A session's bookings, newest first. */
  ofSession(session: string, limit: number): BookingRow[];
}

export interface BookingOfShow {
  readonly show_no: number;
  readonly booking: StoredBooking;
}

/** A row of `booking` but for its show. */
export interface StoredBooking {
  readonly booking_id: Uint8Array;
  readonly session: Buffer;
  readonly status: number;
  readonly version: number;
  /** JSON. */
  readonly seats: string;
  readonly total: number;
  readonly currency: string;
  readonly expires_at_ms: number;
  readonly payment_id: Uint8Array | null;
  readonly payment_status: number | null;
  readonly payment_reason: string | null;
}

/** A row of `booking` with the id of its show, as `SELECT_BOOKING` gives it. */
export interface SelectedBooking extends StoredBooking {
  readonly show_id: Buffer;
}

export const SELECT_BOOKING = `SELECT booking_id, show_id, session, status, version, seats, total, currency,
  expires_at_ms, payment_id, payment_status, payment_reason`;

/** A booking id begins with the millisecond in which it was drawn. */
const MILLISECOND_BYTES = 6;
const SESSION_BEGINNING_BYTES = 4;
const FIRST_VERSION = 1;

export function bookingTable(database: Database): BookingTable {
  const insert = database.prepare<BookingParameters>(
    `INSERT INTO booking (show_no, session, status, version, seats, total, currency, expires_at_ms,
       payment_id, payment_status, payment_reason, booking_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const update = database.prepare<BookingParameters>(
    `UPDATE booking SET show_no = ?, session = ?, status = ?, version = ?, seats = ?, total = ?, currency = ?,
       expires_at_ms = ?, payment_id = ?, payment_status = ?, payment_reason = ? WHERE booking_id = ?`,
  );
  const addSessions = database.prepare<[millisecond: number, sessions: string]>(
    'INSERT INTO booking_by_session (rowid, sessions) VALUES (?, ?)',
  );
  const find = database.prepare<[Uint8Array], SelectedBooking>(
    `${SELECT_BOOKING} FROM booking JOIN show USING (show_no) WHERE booking_id = ?`,
  );
  const ofSession = database.prepare<[beginning: string, session: Buffer, limit: number], SelectedBooking>(
    `${SELECT_BOOKING}
     FROM booking_by_session
     CROSS JOIN booking ON booking_id >= unhex(format('%012x', booking_by_session.rowid))
                       AND booking_id < unhex(format('%012x', booking_by_session.rowid + 1))
     CROSS JOIN show USING (show_no)
     WHERE booking_by_session MATCH ? AND session = ?
     ORDER BY booking_by_session.rowid DESC, booking_id DESC LIMIT ?`,
  );

  /** Returns whether the booking is new. */
  const writeOne = ({ show_no, booking }: BookingOfShow): boolean => {
    const parameters = parametersOf(show_no, booking);
    // A first version is most likely new and a later one known, so the more likely statement is tried first.
    if (booking.version === FIRST_VERSION && insert.run(...parameters).changes === 1) return true;
    if (update.run(...parameters).changes === 1) return false;
    insert.run(...parameters);
    return true;
  };

  return {
    write(bookings): void {
      const sessionsIn = new Map<number, string>();
      for (const written of bookings) {
        if (!writeOne(written)) continue;
        const millisecond = millisecondOf(written.booking.booking_id);
        const session = beginningOf(written.booking.session);
        const others = sessionsIn.get(millisecond);
        sessionsIn.set(millisecond, others === undefined ? session : `${others} ${session}`);
      }
      // In ascending order they stay in one sorted run of the index.
      const ascending = [...sessionsIn].sort(([one], [other]) => one - other);
      for (const [millisecond, sessions] of ascending) addSessions.run(millisecond, sessions);
    },

    find(booking_id): BookingRow | null {
      const selected = find.get(ulidToBytes(booking_id));
      return selected === undefined ? null : bookingOf(selected);
    },

    ofSession(session, limit): BookingRow[] {
      const bytes = fingerprintToBytes(session);
      return ofSession.all(beginningOf(bytes), bytes, limit).map(bookingOf);
    },
  };
}

/** What is stored of a row. Throws a RangeError where an id is none, or a number not whole. */
export function storedBooking(row: BookingRow): StoredBooking {
  const { payment } = row;
  requireWholeNumbers(row.status, row.version, row.total, row.expires_at_ms, payment?.status ?? 0);
  return {
    booking_id: ulidToBytes(row.booking_id),
    session: fingerprintToBytes(row.session),
    status: row.status,
    version: row.version,
    seats: JSON.stringify(row.seats),
    total: row.total,
    currency: row.currency,
    expires_at_ms: row.expires_at_ms,
    payment_id: payment === null ? null : ulidToBytes(payment.payment_id),
    payment_status: payment === null ? null : payment.status,
    payment_reason: payment === null ? null : payment.reason,
  };
}

export function bookingOf(selected: SelectedBooking): BookingRow {
  return {
    booking_id: ulidFromBytes(selected.booking_id),
    show_id: ulidFromBytes(selected.show_id),
    session: fingerprintFromBytes(selected.session),
    status: selected.status,
    version: selected.version,
    seats: JSON.parse(selected.seats),
    total: selected.total,
    currency: selected.currency,
    expires_at_ms: selected.expires_at_ms,
    payment:
      selected.payment_id === null || selected.payment_status === null
        ? null
        : {
            payment_id: ulidFromBytes(selected.payment_id),
            status: selected.payment_status,
            reason: selected.payment_reason,
          },
  };
}

type BookingParameters = [
  show_no: number,
  session: Buffer,
  status: number,
  version: number,
  seats: string,
  total: number,
  currency: string,
  expires_at_ms: number,
  payment_id: Uint8Array | null,
  payment_status: number | null,
  payment_reason: string | null,
  booking_id: Uint8Array,
];

function parametersOf(show_no: number, booking: StoredBooking): BookingParameters {
  return [
    show_no,
    booking.session,
    booking.status,
    booking.version,
    booking.seats,
    booking.total,
    booking.currency,
    booking.expires_at_ms,
    booking.payment_id,
    booking.payment_status,
    booking.payment_reason,
    booking.booking_id,
  ];
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
