import type { BookingStatus, PaymentStatus } from './replies.ts';

/** A booking as its show keeps it. It changes as events are taken in; what leaves the show is a `BookingRecord`. */
export interface Booking {
  readonly booking_id: string;
  /** Fingerprint of the session's secret. */
  readonly session: string;
  /** When the reservation was made: what is older than an outage is given time after it. */
  readonly made_at: number;
  readonly expires_at: number;
  readonly lapses_at: number;
  status: BookingStatus;
  version: number;
  /** Indexes of seats, in the hall's order. */
  seats: readonly number[];
  /** The newest attempt to pay. */
  payment: BookingPayment | null;
}

export interface BookingPayment {
  readonly payment_id: string;
  readonly status: PaymentStatus;
  readonly reason: string | null;
}

/** A payment that somebody still has to do something about: its charge is in flight, or its refund is due. */
export interface OpenPayment {
  readonly payment_id: string;
  readonly booking: Booking;
  readonly payment_token: string;
  readonly amount: number;
  readonly started_at: number;
  readonly ends_at: number;
  readonly type: 'charge' | 'refund';
  /** Whether it was recorded that the charge's outcome is unknown, or that the refund failed. */
  troubled: boolean;
}

/** A booking as it was at one moment. */
export interface BookingRecord {
  readonly booking_id: string;
  readonly session: string;
  readonly status: BookingStatus;
  readonly version: number;
  readonly seats: readonly number[];
  readonly expires_at: number;
  readonly payment: BookingPayment | null;
}

export function recordBooking(booking: Booking): BookingRecord {
  const { booking_id, session, status, version, seats, expires_at, payment } = booking;
  return { booking_id, session, status, version, seats, expires_at, payment };
}
