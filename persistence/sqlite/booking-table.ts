import type { Database } from 'better-sqlite3';
import type { BookingRow } from '../event-log.ts';
import { fingerprintToBytes } from '../fingerprint-bytes.ts';
import { ulidToBytes } from '../ulid-bytes.ts';
import { bookingOf, SELECT_BOOKING, type SelectedBooking, type StoredBooking } from './booking-row.ts';
import { sessionIndex } from './session-index.ts';

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

/** Most bookings are written with this version first. */
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
  const find = database.prepare<[Uint8Array], SelectedBooking>(
    `${SELECT_BOOKING} FROM booking JOIN show USING (show_no) WHERE booking_id = ?`,
  );
  const sessions = sessionIndex(database);

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
      const added: StoredBooking[] = [];
      for (const written of bookings) if (writeOne(written)) added.push(written.booking);
      sessions.add(added);
    },

    find(booking_id): BookingRow | null {
      const selected = find.get(ulidToBytes(booking_id));
      return selected === undefined ? null : bookingOf(selected);
    },

    ofSession: (session, limit) => sessions.bookingsOf(fingerprintToBytes(session), limit).map(bookingOf),
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
