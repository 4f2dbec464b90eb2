import type { BlockSeats, ChangeSeats, EndBooking, Reserve } from '../../../actors/show/commands.ts';
import type { RefusalReason } from '../../../actors/show/replies.ts';
import type { Outcome } from './ask.ts';
import { areSalesOpen, bestAvailable, endWaits, happen, makeReservation } from './due.ts';
import {
  type Booking,
  isBeingPaid,
  liveBooking,
  type Model,
  newestPayment,
  queueOf,
  seatsThatAre,
  statusOf,
  viewBooking,
} from './model.ts';

/** Rules 1, 2, 5 and 7. */
export function reserve(model: Model, command: Reserve, now: number): Outcome {
  const { wanted, session, movie_id, booking_id } = command;
  if (movie_id !== null && movie_id !== model.definition.movie_id) return { code: 'wrong_movie' };
  let seats: string[] | null;
  if ('seats' in wanted) {
    const refusal =
      namesNoSeats(model, wanted.seats) ??
      hasTooMany(model, session, wanted.seats.length) ??
      isOver(model, now) ??
      cannotHave(model, wanted.seats, []);
    if (refusal !== null) return refusal;
    if (queueOf(model).length > 0) return retry(model, 'queue', []);
    seats = inHall(model, wanted.seats);
  } else {
    const { count, seat_type } = wanted;
    if (seat_type !== null && !model.definition.types.some(({ name }) => name === seat_type)) {
      return { code: 'unknown_seat_type', seat_type };
    }
    const refusal = hasTooMany(model, session, count) ?? isOver(model, now);
    if (refusal !== null) return refusal;
    if (ofType(model, seat_type, 'available', 'reserved') < count) return { code: 'show_full' };
    if (ofType(model, seat_type, 'available') < count) return retry(model, 'held', []);
    if (queueOf(model).length > 0) return retry(model, 'queue', []);
    seats = bestAvailable(model, count, seat_type);
  }
  if (seats === null) throw new Error('enough seats are available, but none were found');
  makeReservation(model, now, { booking_id, session }, seats);
  return () => told(model, booking_id);
}

/** Rule 7: an exchange is at once, all or nothing; while somebody waits it takes no more than it had. */
export function changeSeats(model: Model, { session, booking_id, seats }: ChangeSeats, now: number): Outcome {
  const invalid = namesNoSeats(model, seats);
  if (invalid !== null) return invalid;
  const booking = liveBooking(model, session, booking_id);
  if (booking === undefined) return { code: 'unknown_booking' };
  const refusal =
    isNotReserved(booking) ??
    hasTooMany(model, session, seats.length - booking.seats.length) ??
    isOver(model, now) ??
    cannotHave(model, seats, booking.seats);
  if (refusal !== null) return refusal;
  if (queueOf(model).length > 0 && seats.length > booking.seats.length) return retry(model, 'queue', []);
  const is_same =
    seats.length === booking.seats.length && seats.every((seat) => booking.seats.includes(seat));
  if (!is_same) {
    booking.seats = inHall(model, seats);
    happen(model, now);
  }
  return () => told(model, booking_id);
}

/** Rule 10. */
export function endBooking(model: Model, { session, booking_id, only }: EndBooking, now: number): Outcome {
  const booking = liveBooking(model, session, booking_id);
  if (booking === undefined) return { code: 'unknown_booking' };
  const { status } = booking;
  if (only === 'booked' && status !== 'booked') return { code: 'not_booked', status };
  if (status === 'booked' && only !== 'reserved') {
    const refusal = isOver(model, now);
    if (refusal !== null) return refusal;
    const inside = booking.seats.filter((seat) => seat in booking.admitted);
    if (inside.length > 0) return { code: 'already_admitted', seats: inside };
    cancel(booking);
  } else {
    const refusal = isNotReserved(booking);
    if (refusal !== null) return refusal;
    booking.status = 'released';
  }
  happen(model, now);
  return () => told(model, booking_id);
}

export function setBlocked(model: Model, { seats }: BlockSeats, now: number): RefusalReason | null {
  const invalid = namesNoSeats(model, seats);
  if (invalid !== null) return invalid;
  if (model.cancelled) return { code: 'show_cancelled' };
  const having = (status: string): string[] =>
    inHall(model, seats).filter((seat) => statusOf(model, seat) === status);
  if (having('booked').length > 0) return { code: 'seat_unavailable', seats: having('booked') };
  if (having('reserved').length > 0) return retry(model, 'held', having('reserved'));
  const is_same =
    seats.length === model.blocked.length && seats.every((seat) => model.blocked.includes(seat));
  if (is_same) return null;
  model.blocked = [...seats];
  happen(model, now);
  return null;
}

/** Rule 10: everything is cancelled and refunded, everybody is told. */
export function cancelAll(model: Model, now: number): void {
  model.cancelled = true;
  for (const booking of model.bookings) {
    if (booking.status === 'reserved' || booking.status === 'booked') cancel(booking);
  }
  endWaits(model, now, 'show_cancelled');
  happen(model, now);
}

function cancel(booking: Booking): void {
  const payment = newestPayment(booking);
  if (booking.status === 'booked' && payment !== undefined) {
    payment.status = 'refunding';
    payment.troubled = false;
  }
  booking.status = 'cancelled';
}

function told(model: Model, booking_id: string) {
  const booking = model.bookings.find((each) => each.booking_id === booking_id);
  if (booking === undefined) throw new Error(`there is no booking ${booking_id}`);
  return { type: 'booking', booking: viewBooking(model, booking) } as const;
}

export function isNotReserved(booking: Booking): RefusalReason | null {
  const { status } = booking;
  if (status === 'expired') return { code: 'reservation_expired' };
  if (status !== 'reserved') return { code: 'not_reserved', status };
  return isBeingPaid(booking) ? { code: 'payment_in_flight' } : null;
}

function namesNoSeats(model: Model, seats: readonly string[]): RefusalReason | null {
  const unknown = seats.filter((id) => !model.seats.some(({ seat_id }) => seat_id === id));
  if (unknown.length > 0) return { code: 'unknown_seat', seats: unknown };
  const twice = seats.filter((id, index) => seats.slice(0, index).includes(id));
  return twice.length > 0 ? { code: 'duplicate_seat', seats: [...new Set(twice)] } : null;
}

/** Rule 2. */
export function hasTooMany(model: Model, session: string, more: number): RefusalReason | null {
  const reserved = model.bookings.filter((each) => each.session === session && each.status === 'reserved');
  const waited_for = queueOf(model).filter((wait) => wait.session === session);
  const held =
    reserved.reduce((sum, { seats }) => sum + seats.length, 0) +
    waited_for.reduce((sum, { count }) => sum + count, 0);
  return held + more > 10 ? { code: 'too_many_seats', held, limit: 10 } : null;
}

export function isOver(model: Model, now: number): RefusalReason | null {
  if (areSalesOpen(model, now)) return null;
  return { code: model.cancelled ? 'show_cancelled' : 'sales_closed' };
}

/** Rule 5: who has `own` seats already cannot have all of these, and why. */
function cannotHave(model: Model, seats: readonly string[], own: readonly string[]): RefusalReason | null {
  if (ofType(model, null, 'available', 'reserved') < seats.length) return { code: 'show_full' };
  const others = inHall(model, seats).filter((seat) => !own.includes(seat));
  const gone = others.filter((seat) => ['booked', 'blocked'].includes(statusOf(model, seat)));
  if (gone.length > 0) return { code: 'seat_unavailable', seats: gone };
  const held = others.filter((seat) => statusOf(model, seat) === 'reserved');
  return held.length > 0 ? retry(model, 'held', held) : null;
}

function retry(model: Model, reason: 'held' | 'queue', seats: readonly string[]): RefusalReason {
  return { code: 'retry', reason, seats, waiting: queueOf(model).length };
}

function ofType(
  model: Model,
  type: string | null,
  ...statuses: Parameters<typeof seatsThatAre>[1][]
): number {
  const fitting = seatsThatAre(model, ...statuses);
  return model.seats.filter((seat) => fitting.includes(seat.seat_id) && (type === null || seat.type === type))
    .length;
}

function inHall(model: Model, seats: readonly string[]): string[] {
  return model.seats.map(({ seat_id }) => seat_id).filter((id) => seats.includes(id));
}
