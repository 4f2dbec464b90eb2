import type { BookingRow } from '../event-log.ts';
import { fingerprintFromBytes, fingerprintToBytes } from '../fingerprint-bytes.ts';
import { ulidFromBytes, ulidToBytes } from '../ulid-bytes.ts';
import { requireWholeNumbers } from '../whole-numbers.ts';

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
