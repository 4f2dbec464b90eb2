import type { CheckIn } from '../../../actors/show/commands.ts';
import type { CheckInOutcome, DoorListTicket } from '../../../actors/show/replies.ts';
import { happen } from './due.ts';
import { isLive, type Model } from './model.ts';

/** Each ticket of a booked booking is let in once. What the show has no more to do with it does not know. */
export function checkIn(model: Model, command: CheckIn, now: number): CheckInOutcome {
  const { booking_id, seat_id, nonce } = command;
  const booking = model.bookings.find((each) => each.booking_id === booking_id && isLive(each));
  if (booking === undefined || !booking.seats.includes(seat_id)) return { result: 'invalid' };
  if (booking.status === 'cancelled') return { result: 'cancelled' };
  if (booking.status !== 'booked') return { result: 'invalid' };
  const known = booking.admitted[seat_id];
  if (known !== undefined) {
    const { admitted_at } = known;
    return known.nonce === nonce
      ? { result: 'admitted', admitted_at }
      : { result: 'already_admitted', admitted_at };
  }
  const told_at = command.admitted_at ?? now;
  const admitted_at = Math.min(told_at, now);
  const admits_from = model.definition.starts_at - model.limits.doors_open_ms;
  if (admitted_at < admits_from) return { result: 'too_early', admits_from };
  booking.admitted = { ...booking.admitted, [seat_id]: { admitted_at, nonce } };
  happen(model, now);
  return { result: 'admitted', admitted_at };
}

export function doorList(model: Model): DoorListTicket[] {
  const booked = model.bookings.filter(({ status }) => status === 'booked');
  if (booked.length === 0) return [];
  return model.seats.flatMap(({ seat_id }) => {
    const booking = booked.find(({ seats }) => seats.includes(seat_id));
    if (booking === undefined) return [];
    const admitted_at = booking.admitted[seat_id]?.admitted_at ?? null;
    return [{ booking_id: booking.booking_id, seat_id, admitted_at }];
  });
}
