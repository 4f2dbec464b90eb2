import { BOOKING_STATUSES, type StoredBooking } from '../store.ts';

export interface BookingRow {
  readonly booking_id: string;
  readonly status: number;
  readonly version: number;
  readonly seats: readonly number[];
  readonly expires_at: number;
  readonly payment_id: string | null;
}

/** The type `outcome` of the functions. */
export interface OutcomeRow extends BookingRow {
  readonly refused: string | null;
  readonly about: readonly number[] | null;
  readonly held: number | null;
}

/** The type `queue_event` of the functions. */
export interface QueueEventRow {
  readonly kind: string;
  readonly waiting_id: string;
  readonly held: number | null;
  readonly seats: readonly number[] | null;
  readonly booking_id: string | null;
}

export interface WaitingRow {
  readonly status: number;
  readonly joined_position: number;
  readonly count: number;
  readonly expires_at: number;
  /** Of the booking that it led to, or will. */
  readonly booking_id: string;
}

export function bookingOf({ status, ...row }: BookingRow): StoredBooking {
  const { booking_id, version, seats, expires_at, payment_id } = row;
  return { booking_id, status: bookingStatus(status), version, seats, expires_at, payment_id };
}

export function bookingStatus(number: number): StoredBooking['status'] {
  const status = BOOKING_STATUSES[number];
  if (status === undefined || status === '') throw new RangeError(`No booking has the status ${number}`);
  return status;
}
