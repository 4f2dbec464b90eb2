import type {
  BookingCancelled,
  ReservationExpired,
  ReservationReleased,
  SeatsExchanged,
  SeatsReserved,
} from '../../actors/show/events.ts';
import { checkNobodyInside } from './admissions.ts';
import { runOut, timeOf } from './deadlines.ts';
import type { Accuse } from './findings.ts';
import { checkSessionLimit, freeSeats, takeSeats } from './seats.ts';
import { type Booking, isStarted, type ShowModel } from './show-model.ts';
import { checkTerm } from './terms.ts';

export function seatsReserved(show: ShowModel, event: SeatsReserved, accuse: Accuse): void {
  if (isStarted(show)) accuse('after_start', `booking ${event.booking_id} is reserved after the start`);
  if (show.queue.length > 0) {
    accuse('newcomer_served', `booking ${event.booking_id} is reserved while ${show.queue.length} wait`);
  }
  makeReservation(show, event, accuse);
}

/** A newcomer's reservation, or that of somebody who is served from the queue. */
export function makeReservation(show: ShowModel, made: Omit<SeatsReserved, 'type'>, accuse: Accuse): void {
  const { booking_id, session, seats, at, expires_at, lapses_at } = made;
  if (show.bookings.has(booking_id)) accuse('id_reused', `there is a booking ${booking_id} already`);
  if (expires_at <= at || lapses_at < expires_at) {
    accuse(
      'deadline_invalid',
      `booking ${booking_id} is made at ${at}, to expire at ${expires_at} and lapse at ${lapses_at}`,
    );
  }
  checkReservationTerms(show, made, accuse);
  const booking: Booking = {
    booking_id,
    session,
    expires_at,
    lapses_at,
    made_by: show.sequence,
    status: 'reserved',
    seats,
    payment: null,
    version: 1,
  };
  show.bookings.set(booking_id, booking);
  show.reserved.set(booking_id, booking);
  takeSeats(show, booking, accuse);
  checkSessionLimit(show, session, accuse);
}

function checkReservationTerms(show: ShowModel, made: Omit<SeatsReserved, 'type'>, accuse: Accuse): void {
  const name = `booking ${made.booking_id}`;
  const buffer_ms = made.lapses_at - made.expires_at;
  checkTerm(show, 'the time between the end that is told and the end', buffer_ms, name, accuse);
  for (const { lapses_at } of show.reserved.values()) if (lapses_at === made.lapses_at) return;
  checkTerm(show, 'the time to pay', made.lapses_at - made.at, name, accuse);
}

export function seatsExchanged(show: ShowModel, event: SeatsExchanged, accuse: Accuse): void {
  const booking = findReservation(show, event.booking_id, accuse);
  if (booking === undefined) return;
  if (isStarted(show)) accuse('after_start', `booking ${booking.booking_id} is exchanged after the start`);
  checkNotPaying(booking, 'exchanged', accuse);
  if (show.queue.length > 0 && event.seats.length > booking.seats.length) {
    const growth = `from ${booking.seats.length} to ${event.seats.length} seats`;
    accuse(
      'exchange_took_more',
      `booking ${booking.booking_id} grows ${growth} while ${show.queue.length} wait`,
    );
  }
  freeSeats(show, booking);
  booking.seats = event.seats;
  booking.version += 1;
  takeSeats(show, booking, accuse);
  checkSessionLimit(show, booking.session, accuse);
}

export function reservationReleased(show: ShowModel, event: ReservationReleased, accuse: Accuse): void {
  const booking = findReservation(show, event.booking_id, accuse);
  if (booking === undefined) return;
  checkNotPaying(booking, 'released', accuse);
  endBooking(show, booking, 'released');
}

export function reservationExpired(show: ShowModel, event: ReservationExpired, accuse: Accuse): void {
  const booking = findReservation(show, event.booking_id, accuse);
  if (booking === undefined) return;
  const time = timeOf(booking);
  if (event.at < time.due) {
    accuse(
      'lapsed_early',
      `booking ${booking.booking_id} is let go at ${event.at}, and is due at ${time.due}`,
    );
  }
  endBooking(show, booking, 'expired');
  runOut(show, time, accuse);
}

export function bookingCancelled(show: ShowModel, event: BookingCancelled, accuse: Accuse): void {
  const booking = findBooking(show, event.booking_id, accuse);
  if (booking === undefined) return;
  if (booking.status !== 'booked') {
    accuse('not_booked', `booking ${booking.booking_id} is cancelled while it is ${booking.status}`);
    return;
  }
  if (isStarted(show)) accuse('after_start', `booking ${booking.booking_id} is cancelled after the start`);
  checkNobodyInside(show, booking, accuse);
  cancelBooking(show, booking);
}

/** What was booked is to be refunded; a payment that is still in flight stays open. */
export function cancelBooking(show: ShowModel, booking: Booking): void {
  endBooking(show, booking, 'cancelled');
  const { payment } = booking;
  if (payment?.status !== 'captured') return;
  payment.status = 'refunding';
  booking.version += 1;
}

function findBooking(show: ShowModel, booking_id: string, accuse: Accuse): Booking | undefined {
  const booking = show.bookings.get(booking_id);
  if (booking === undefined) accuse('booking_unknown', `there is no booking ${booking_id}`);
  return booking;
}

export function findReservation(show: ShowModel, booking_id: string, accuse: Accuse): Booking | undefined {
  const booking = findBooking(show, booking_id, accuse);
  if (booking === undefined || booking.status === 'reserved') return booking;
  accuse('not_reserved', `booking ${booking_id} is ${booking.status}`);
  return undefined;
}

function endBooking(show: ShowModel, booking: Booking, status: 'released' | 'expired' | 'cancelled'): void {
  freeSeats(show, booking);
  show.reserved.delete(booking.booking_id);
  booking.status = status;
  booking.version += 1;
}

function checkNotPaying(booking: Booking, doing: string, accuse: Accuse): void {
  if (booking.payment?.status !== 'in_flight') return;
  accuse(
    'changed_while_paying',
    `booking ${booking.booking_id} is ${doing} while ${booking.payment.payment_id} is in flight`,
  );
}
