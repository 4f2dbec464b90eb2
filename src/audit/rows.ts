import {
  BOOKING_STATUS_NUMBERS,
  PAYMENT_STATUS_NUMBERS,
  WAITING_STATUS_NUMBERS,
} from '../../actors/show/status-numbers.ts';
import type { BookingRow, EndedWaitingRow } from '../../persistence/event-log.ts';
import { waitingVersion } from './answers.ts';
import { type Booking, priceOf, type ShowModel, seatNames, type Waiting } from './show-model.ts';

/** The rows of the tables that people query, as a show's events say that they have to be. */
export interface ShowRows {
  readonly bookings: ReadonlyMap<string, BookingRow>;
  readonly ended_waitings: ReadonlyMap<string, EndedWaitingRow>;
}

export function rowsOf(show: ShowModel): ShowRows {
  const bookings = new Map<string, BookingRow>();
  for (const booking of show.bookings.values()) bookings.set(booking.booking_id, bookingRow(show, booking));
  const ended_waitings = new Map<string, EndedWaitingRow>();
  for (const waiting of show.waitings.values()) {
    if (waiting.end !== null) ended_waitings.set(waiting.waiting_id, endedWaitingRow(show, waiting));
  }
  return { bookings, ended_waitings };
}

function bookingRow(show: ShowModel, booking: Booking): BookingRow {
  const { booking_id, session, status, version, seats, expires_at, payment } = booking;
  return {
    booking_id,
    show_id: show.definition.show_id,
    session,
    status: BOOKING_STATUS_NUMBERS[status],
    version,
    seats: seatNames(show, seats),
    total: priceOf(show, seats),
    currency: show.definition.currency,
    expires_at_ms: expires_at,
    payment: payment && {
      payment_id: payment.payment_id,
      status: PAYMENT_STATUS_NUMBERS[payment.status],
      reason: payment.reason,
    },
  };
}

function endedWaitingRow(show: ShowModel, waiting: Waiting): EndedWaitingRow {
  const { waiting_id, booking_id, session, count, expires_at, end } = waiting;
  return {
    waiting_id,
    show_id: show.definition.show_id,
    session,
    status: WAITING_STATUS_NUMBERS[end ?? 'waiting'],
    version: waitingVersion(show, waiting),
    count,
    expires_at_ms: expires_at,
    booking_id: end === 'served' ? booking_id : null,
  };
}
