import type { Limits } from '../../limits.ts';
import type { JoinQueue, LeaveQueue } from '../commands.ts';
import { type ShowState, sellableSeats } from '../state.ts';
import { accept, type Decision, refuse } from './decision.ts';
import { notOnSale, tooManySeats } from './wanted-seats.ts';

/** Rule 6: while the wanted seats may still come free. Who could be served at once is, when the show is settled. */
export function joinQueue(state: ShowState, command: JoinQueue, now: number, limits: Limits): Decision {
  const { session, count, waiting_id, booking_id } = command;
  const present = state.queue.ofSession(session);
  if (present !== undefined) {
    return present.count === count
      ? accept({ type: 'waiting', waiting_id: present.waiting_id })
      : refuse({ code: 'already_waiting', waiting_id: present.waiting_id, count: present.count });
  }
  const refused = tooManySeats(state, session, count) ?? notOnSale(state, now);
  if (refused !== null) return refuse(refused);
  if (sellableSeats(state) < count) return refuse({ code: 'show_full' });
  // Nobody's wait ends before that of somebody ahead, whatever the configuration.
  const expires_at = Math.max(now + limits.waiting_ms, state.queue.last_expires_at);
  return accept(
    { type: 'waiting', waiting_id },
    { type: 'waiting_joined', at: now, waiting_id, booking_id, session, count, expires_at },
  );
}

export function leaveQueue(state: ShowState, { session, waiting_id }: LeaveQueue, now: number): Decision {
  if (state.queue.get(waiting_id)?.session !== session) return refuse({ code: 'unknown_waiting' });
  return accept({ type: 'waiting', waiting_id }, { type: 'waiting_left', at: now, waiting_id });
}
