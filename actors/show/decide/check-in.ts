import type { Limits } from '../../limits.ts';
import type { CheckIn } from '../commands.ts';
import type { CheckInOutcome } from '../replies.ts';
import type { ShowState } from '../state.ts';
import { accept, type Decision } from './decision.ts';

/**
 * Whether a door may let the ticket in; each ticket once. A booking that was cancelled and refunded long ago is known to
 * the tables alone, so what the show does not know is `invalid` here, and looked up there.
 */
export function checkIn(state: ShowState, command: CheckIn, now: number, limits: Limits): Decision {
  const { booking_id, seat_id, nonce } = command;
  const seat = state.seat_map.index_of.get(seat_id);
  const booking = state.shelf.find(booking_id) ?? state.bookings.get(booking_id);
  if (seat === undefined || booking?.seats.includes(seat) !== true) return tell({ result: 'invalid' });
  if (booking.status === 'cancelled') return tell({ result: 'cancelled' });
  if (booking.status !== 'booked') return tell({ result: 'invalid' });
  const earlier = state.admissions.find(seat);
  if (earlier !== undefined) {
    const { admitted_at } = earlier;
    return tell({ result: earlier.nonce === nonce ? 'admitted' : 'already_admitted', admitted_at });
  }
  // A door whose clock is ahead has let it in by now at the latest.
  const admitted_at = Math.min(command.admitted_at ?? now, now);
  const admits_from = state.definition.starts_at - limits.doors_open_ms;
  if (admitted_at < admits_from) return tell({ result: 'too_early', admits_from });
  const outcome = { result: 'admitted', admitted_at } as const;
  return accept(
    { type: 'check_in', outcome },
    { type: 'ticket_admitted', at: now, booking_id, seat, admitted_at, nonce },
  );
}

function tell(outcome: CheckInOutcome): Decision {
  return accept({ type: 'check_in', outcome });
}
