import type { Booking, Seat } from '../../shared/contract.ts';
import { type Choice, holds } from './choice.ts';
import type { SeatState } from './plan/seat-state.ts';

/** Tells what each seat is to this person: what they chose, what is theirs, or else its status. */
export function seatStates(choice: Choice, bookings: readonly Booking[]): (seat: Seat) => SeatState {
  const holders = new Map<string, Booking>();
  for (const booking of bookings) {
    for (const seat of booking.seats) if (holds(booking, seat)) holders.set(seat.seat_id, booking);
  }
  return (seat) => {
    if (choice.seat_ids.has(seat.seat_id)) return 'chosen';
    const holder = holders.get(seat.seat_id);
    if (holder === undefined) return seat.status;
    if (holder.booking_id === choice.exchanging?.booking_id) return 'available';
    return holder.status === 'booked' ? 'mine_booked' : 'mine_reserved';
  };
}
