import type { BookingStatus, PaymentStatus, WaitingEnd } from '../../actors/show/replies.ts';
import type { BookingRow, EndedWaitingRow } from '../../persistence/event-log.ts';
import { waitingVersion } from './answers.ts';
import { type Booking, priceOf, type ShowModel, seatNames, type Waiting } from './show-model.ts';

/** The numbers that stand for statuses in the tables: written here once more, since the engine's own may be wrong. */
export const BOOKING_STATUS: Readonly<Record<BookingStatus, number>> = {
  reserved: 1,
  booked: 2,
  expired: 3,
  released: 4,
  cancelled: 5,
};
const PAYMENT_STATUS: Readonly<Record<PaymentStatus, number>> = {
  in_flight: 1,
  declined: 2,
  captured: 3,
  refunding: 4,
  refunded: 5,
};
const WAITING_STATUS: Readonly<Record<WaitingEnd, number>> = {
  served: 2,
  cancelled: 3,
  timed_out: 4,
  not_enough_seats: 5,
  sales_closed: 6,
  show_cancelled: 7,
};

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
    const { waiting_id, end } = waiting;
    if (end !== null) ended_waitings.set(waiting_id, endedWaitingRow(show, waiting, end));
  }
  return { bookings, ended_waitings };
}

function bookingRow(show: ShowModel, booking: Booking): BookingRow {
  const { booking_id, session, status, version, seats, expires_at, payment } = booking;
  return {
    booking_id,
    show_id: show.definition.show_id,
    session,
    status: BOOKING_STATUS[status],
    version,
    seats: seatNames(show, seats),
    total: priceOf(show, seats),
    currency: show.definition.currency,
    expires_at_ms: expires_at,
    payment: payment && {
      payment_id: payment.payment_id,
      status: PAYMENT_STATUS[payment.status],
      reason: payment.reason,
    },
  };
}

function endedWaitingRow(show: ShowModel, waiting: Waiting, end: WaitingEnd): EndedWaitingRow {
  const { waiting_id, booking_id, session, count, expires_at } = waiting;
  return {
    waiting_id,
    show_id: show.definition.show_id,
    session,
    status: WAITING_STATUS[end],
    version: waitingVersion(show, waiting),
    count,
    expires_at_ms: expires_at,
    booking_id: end === 'served' ? booking_id : null,
  };
}
