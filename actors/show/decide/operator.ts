import type { BlockSeats } from '../commands.ts';
import { BLOCKED, BOOKED, RESERVED, type ShowState } from '../state.ts';
import { accept, type Decision, refuse } from './decision.ts';
import { notOnSale, seatIds, seatIndexes } from './wanted-seats.ts';

/** Only seats that nobody holds or has can be blocked. */
export function blockSeats(state: ShowState, command: BlockSeats, now: number): Decision {
  const named = seatIndexes(state, command.seats);
  if ('refused' in named) return refuse(named.refused);
  if (state.cancelled) return refuse({ code: 'show_cancelled' });
  const withStatus = (status: number): number[] =>
    named.seats.filter((seat) => state.seat_status[seat] === status);
  const booked = withStatus(BOOKED);
  if (booked.length > 0) return refuse({ code: 'seat_unavailable', seats: seatIds(state, booked) });
  const held = withStatus(RESERVED);
  if (held.length > 0) {
    return refuse({ code: 'retry', reason: 'held', seats: seatIds(state, held), waiting: state.queue.size });
  }
  const blocked_now = state.seat_status.reduce((count, status) => count + Number(status === BLOCKED), 0);
  const is_same = blocked_now === named.seats.length && withStatus(BLOCKED).length === blocked_now;
  const nothing = { type: 'nothing' } as const;
  return is_same ? accept(nothing) : accept(nothing, { type: 'seats_blocked', at: now, seats: named.seats });
}

/** Rule 10: until the show starts. Cancelling it again changes nothing. */
export function cancelShow(state: ShowState, now: number): Decision {
  const nothing = { type: 'nothing' } as const;
  if (state.cancelled) return accept(nothing);
  const refused = notOnSale(state, now);
  return refused === null ? accept(nothing, { type: 'show_cancelled', at: now }) : refuse(refused);
}
