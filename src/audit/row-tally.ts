import { hash } from 'node:crypto';
import type { BookingRow, EndedWaitingRow } from '../../persistence/event-log.ts';
import { BOOKING_STATUS } from './rows.ts';

/**
 * What is kept of a show's rows while the tables are read, in whatever order they come: how many there are, and the
 * exclusive or of their hashes. Two tallies are alike where the rows are, so that only the shows where they are not
 * have to be looked at row by row, and memory does not grow with the bookings.
 */
export class RowTally {
  #rows = 0;
  readonly #digest = new Uint8Array(DIGEST_BYTES);
  #booked = 0n;

  addBooking(row: BookingRow): void {
    const { booking_id, show_id, session, status, version, seats, total, currency, expires_at_ms, payment } =
      row;
    if (status === BOOKING_STATUS.booked) this.#booked += BigInt(total);
    const paid = payment && [payment.payment_id, payment.status, payment.reason];
    this.#add([booking_id, show_id, session, status, version, seats, total, currency, expires_at_ms, paid]);
  }

  addEndedWaiting(row: EndedWaitingRow): void {
    const { waiting_id, show_id, session, status, version, count, expires_at_ms, booking_id } = row;
    this.#add([waiting_id, show_id, session, status, version, count, expires_at_ms, booking_id]);
  }

  /** What the booked bookings cost together, in minor units. */
  get booked(): bigint {
    return this.#booked;
  }

  get is_empty(): boolean {
    return this.#rows === 0;
  }

  equals(other: RowTally): boolean {
    return this.#rows === other.#rows && Buffer.compare(this.#digest, other.#digest) === 0;
  }

  #add(fields: readonly unknown[]): void {
    const digest = hash('sha256', JSON.stringify(fields), 'buffer');
    for (const [index, byte] of digest.entries()) this.#digest[index] = (this.#digest[index] ?? 0) ^ byte;
    this.#rows += 1;
  }
}

const DIGEST_BYTES = 32;
