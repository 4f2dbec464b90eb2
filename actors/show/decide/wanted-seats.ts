import { SEATS_PER_SESSION } from '../../limits.ts';
import type { RefusalReason } from '../replies.ts';
import { areSalesOpen, BLOCKED, BOOKED, type ShowState, seatsOfSession, sellableSeats } from '../state.ts';

/** Rule 1: different seats of this show. Gives their indexes in the hall's order, or why not. */
export function seatIndexes(
  state: ShowState,
  seat_ids: readonly string[],
): { readonly seats: readonly number[] } | { readonly refused: RefusalReason } {
  const unknown = seat_ids.filter((seat_id) => !state.seat_map.index_of.has(seat_id));
  if (unknown.length > 0) return { refused: { code: 'unknown_seat', seats: unknown } };
  const repeated = seat_ids.filter((seat_id, index) => seat_ids.indexOf(seat_id) !== index);
  if (repeated.length > 0) return { refused: { code: 'duplicate_seat', seats: [...new Set(repeated)] } };
  const seats = seat_ids.map((seat_id) => state.seat_map.index_of.get(seat_id) ?? -1);
  return { seats: seats.sort((one, other) => one - other) };
}

/** Rule 2: what the session would have with these more. */
export function tooManySeats(state: ShowState, session: string, more: number): RefusalReason | null {
  const held = seatsOfSession(state, session);
  return held + more > SEATS_PER_SESSION ? { code: 'too_many_seats', held, limit: SEATS_PER_SESSION } : null;
}

/** Rule 10. */
export function notOnSale(state: ShowState, now: number): RefusalReason | null {
  if (areSalesOpen(state, now)) return null;
  return { code: state.cancelled ? 'show_cancelled' : 'sales_closed' };
}

/** Rule 5, the first refusals: fewer seats than `wanted` are left for good, or a named one is gone for good. */
export function goneForGood(
  state: ShowState,
  wanted: number,
  seats: readonly number[],
): RefusalReason | null {
  if (sellableSeats(state) < wanted) return { code: 'show_full' };
  const gone = seats.filter(
    (seat) => state.seat_status[seat] === BOOKED || state.seat_status[seat] === BLOCKED,
  );
  return gone.length === 0 ? null : { code: 'seat_unavailable', seats: seatIds(state, gone) };
}

export function seatIds(state: ShowState, seats: readonly number[]): string[] {
  return seats.map((seat) => state.seat_map.seats[seat]?.seat_id ?? '');
}
