import type { Booking } from '../booking.ts';
import type { ChangeSeats, EndBooking } from '../commands.ts';
import type { BookingStatus, RefusalReason } from '../replies.ts';
import { RESERVED, type ShowState } from '../state.ts';
import { accept, type Decision, refuse } from './decision.ts';
import { goneForGood, notOnSale, seatIds, seatIndexes, tooManySeats } from './wanted-seats.ts';

/** The session's booking, wherever it is kept; another session's does not exist. */
export function bookingOf(state: ShowState, session: string, booking_id: string): Booking | undefined {
  const booking = state.bookings.get(booking_id) ?? state.shelf.find(booking_id);
  return booking?.session === session ? booking : undefined;
}

/** Why something that needs a reservation cannot be done to a booking of this status. */
export function notReserved(status: BookingStatus): RefusalReason {
  return status === 'expired' ? { code: 'reservation_expired' } : { code: 'not_reserved', status };
}

/** Rule 7: exchanges the seats of a reservation for available ones, all or nothing; its deadline stays. */
export function changeSeats(state: ShowState, command: ChangeSeats, now: number): Decision {
  const { session, booking_id } = command;
  const named = seatIndexes(state, command.seats);
  if ('refused' in named) return refuse(named.refused);
  const booking = bookingOf(state, session, booking_id);
  if (booking === undefined) return refuse({ code: 'unknown_booking' });
  if (booking.status !== 'reserved') return refuse(notReserved(booking.status));
  if (booking.payment?.status === 'in_flight') return refuse({ code: 'payment_in_flight' });
  const added = named.seats.filter((seat) => !booking.seats.includes(seat));
  const refused =
    tooManySeats(state, session, named.seats.length - booking.seats.length) ??
    notOnSale(state, now) ??
    goneForGood(state, named.seats.length, added);
  if (refused !== null) return refuse(refused);
  const held = added.filter((seat) => state.seat_status[seat] === RESERVED);
  const waiting = state.queue.size;
  if (held.length > 0) return refuse({ code: 'retry', reason: 'held', seats: seatIds(state, held), waiting });
  if (waiting > 0 && named.seats.length > booking.seats.length) {
    return refuse({ code: 'retry', reason: 'queue', seats: [], waiting });
  }
  const is_same = added.length === 0 && named.seats.length === booking.seats.length;
  const about = { type: 'booking', booking_id } as const;
  if (is_same) return accept(about);
  return accept(about, { type: 'seats_exchanged', at: now, booking_id, seats: named.seats });
}

/** Releases a reservation, or cancels what was booked until the show starts (rule 10). */
export function endBooking(state: ShowState, command: EndBooking, now: number): Decision {
  const { session, booking_id, only } = command;
  const booking = bookingOf(state, session, booking_id);
  if (booking === undefined) return refuse({ code: 'unknown_booking' });
  const about = { type: 'booking', booking_id } as const;
  switch (booking.status) {
    case 'reserved':
      if (only === 'booked') return refuse({ code: 'not_booked', status: 'reserved' });
      if (booking.payment?.status === 'in_flight') return refuse({ code: 'payment_in_flight' });
      return accept(about, { type: 'reservation_released', at: now, booking_id });
    case 'booked': {
      if (only === 'reserved') return refuse({ code: 'not_reserved', status: 'booked' });
      const refused = notOnSale(state, now);
      if (refused !== null) return refuse(refused);
      const admitted = booking.seats.filter((seat) => state.admissions.find(seat) !== undefined);
      if (admitted.length > 0) return refuse({ code: 'already_admitted', seats: seatIds(state, admitted) });
      return accept(about, { type: 'booking_cancelled', at: now, booking_id });
    }
    case 'expired':
    case 'released':
    case 'cancelled':
      return refuse(
        only === 'booked' ? { code: 'not_booked', status: booking.status } : notReserved(booking.status),
      );
    default:
      return never(booking.status);
  }
}

function never(status: never): never {
  throw new Error(`no status of a booking: ${String(status)}`);
}
