import type { Booking } from './booking.ts';
import { touch } from './changes.ts';
import type { SeatsReserved, ShowEvent, WaitingServed } from './events.ts';
import {
  admitTicket,
  bookPaid,
  cancelBooked,
  cancelShow,
  closeRefund,
  endBooking,
  refundLate,
  releasePaying,
  startPayment,
  trouble,
} from './evolve-bookings.ts';
import { endAllWaiting, endWaiting } from './evolve-queue.ts';
import { AVAILABLE, BLOCKED, RESERVED, type ShowState, setSeatStatus } from './state.ts';

/**
 * Takes one event into the state, in place, and gives the state back. Deterministic, and without any decision of its
 * own: what may happen was decided before. Throws where the event cannot have happened to this state.
 */
export function evolve(state: ShowState, event: ShowEvent): ShowState {
  apply(state, event);
  state.sequence += 1;
  state.last_event_at = event.at;
  return state;
}

function apply(state: ShowState, event: ShowEvent): void {
  switch (event.type) {
    case 'show_opened':
      if (state.sequence !== 0) throw new Error('the show was opened before');
      break;
    case 'seats_reserved':
      reserveSeats(state, event, event);
      break;
    case 'seats_exchanged':
      exchangeSeats(state, require(state.reservations.get(event.booking_id), event.booking_id), event.seats);
      break;
    case 'reservation_released':
      endBooking(
        state,
        require(state.reservations.get(event.booking_id), event.booking_id),
        'released',
        event.at,
      );
      break;
    case 'reservation_expired':
      endBooking(state, require(state.bookings.get(event.booking_id), event.booking_id), 'expired', event.at);
      break;
    case 'payment_started':
      startPayment(state, event);
      break;
    case 'payment_unknown':
    case 'refund_failed':
      trouble(state, event.payment_id);
      break;
    case 'payment_declined':
      releasePaying(state, event.payment_id, event.reason);
      break;
    case 'payment_captured':
      bookPaid(state, event.payment_id);
      break;
    case 'payment_captured_late':
      refundLate(state, event);
      break;
    case 'booking_cancelled':
      cancelBooked(state, event.booking_id, event.at);
      break;
    case 'payment_refunded':
      closeRefund(state, event.payment_id);
      break;
    case 'waiting_joined':
      state.queue.join({
        waiting_id: event.waiting_id,
        booking_id: event.booking_id,
        session: event.session,
        count: event.count,
        joined_at: event.at,
        expires_at: event.expires_at,
        joined_position: state.queue.size + 1,
      });
      state.changes.queue_moved = true;
      break;
    case 'waiting_served':
      serve(state, event);
      break;
    case 'waiting_left':
      endWaiting(state, event.waiting_id, 'cancelled');
      break;
    case 'waiting_timed_out':
      endWaiting(state, event.waiting_id, 'timed_out');
      break;
    case 'waiting_unservable':
      endAllWaiting(state, event.wanting_at_least, 'not_enough_seats');
      break;
    case 'sales_closed':
      endAllWaiting(state, 1, 'sales_closed');
      break;
    case 'seats_blocked':
      blockSeats(state, event.seats);
      break;
    case 'show_cancelled':
      cancelShow(state, event.at);
      break;
    case 'ticket_admitted':
      admitTicket(state, event);
      break;
    case 'answer_remembered':
      state.answers.remember(event.key, event);
      break;
    default:
      never(event);
  }
}

function reserveSeats(
  state: ShowState,
  event: SeatsReserved | WaitingServed,
  { booking_id, session }: { booking_id: string; session: string },
): Booking {
  const booking: Booking = {
    booking_id,
    session,
    made_at: event.at,
    expires_at: event.expires_at,
    lapses_at: event.lapses_at,
    status: 'reserved',
    version: 1,
    seats: event.seats,
    payment: null,
  };
  if (state.bookings.has(booking_id)) throw new Error(`the booking ${booking_id} was made before`);
  takeSeats(state, event.seats, RESERVED);
  state.bookings.set(booking_id, booking);
  state.reservations.append(booking_id, booking);
  state.session_seats.set(session, (state.session_seats.get(session) ?? 0) + event.seats.length);
  touch(state.changes.bookings, booking);
  return booking;
}

function serve(state: ShowState, event: WaitingServed): void {
  const user = require(state.queue.head, event.waiting_id);
  if (user.waiting_id !== event.waiting_id)
    throw new Error(`${event.waiting_id} is not the head of the queue`);
  state.queue.leave(user.waiting_id);
  const booking = reserveSeats(state, event, user);
  state.changes.ended_waitings.push({ user, status: 'served', booking });
  state.changes.queue_moved = true;
}

function exchangeSeats(state: ShowState, booking: Booking, seats: readonly number[]): void {
  const held_by_session = state.session_seats.get(booking.session) ?? 0;
  state.session_seats.set(booking.session, held_by_session - booking.seats.length + seats.length);
  for (const seat of booking.seats) setSeatStatus(state, seat, AVAILABLE);
  takeSeats(state, seats, RESERVED);
  booking.seats = seats;
  booking.version += 1;
  touch(state.changes.bookings, booking);
}

function takeSeats(state: ShowState, seats: readonly number[], status: number): void {
  for (const seat of seats) {
    if (state.seat_status[seat] !== AVAILABLE)
      throw new Error(`the seat with the index ${seat} is not available`);
    setSeatStatus(state, seat, status);
  }
}

function blockSeats(state: ShowState, seats: readonly number[]): void {
  const blocked = new Set(seats);
  for (const [seat, status] of state.seat_status.entries()) {
    if (status === BLOCKED && !blocked.delete(seat)) setSeatStatus(state, seat, AVAILABLE);
  }
  takeSeats(state, [...blocked], BLOCKED);
}

function require<Value>(value: Value | undefined, id: string): Value {
  if (value === undefined) throw new Error(`the show has nothing with the id ${id}`);
  return value;
}

function never(event: never): never {
  throw new Error(`no event of this show: ${JSON.stringify(event)}`);
}
