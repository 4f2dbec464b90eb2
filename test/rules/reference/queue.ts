import type { JoinQueue, LeaveQueue } from '../../../actors/show/commands.ts';
import type { Outcome } from './ask.ts';
import { hasTooMany, isOver } from './bookings.ts';
import { happen } from './due.ts';
import { type Model, queueOf, seatsThatAre, viewWait, type Wait } from './model.ts';

/** Rule 6. Who could be served at once is, when the show is settled. */
export function join(model: Model, command: JoinQueue, now: number): Outcome {
  const { session, count, waiting_id, booking_id } = command;
  const queue = queueOf(model);
  const present = queue.find((wait) => wait.session === session);
  if (present !== undefined) {
    if (present.count === count) return () => told(model, present);
    return { code: 'already_waiting', waiting_id: present.waiting_id, count: present.count };
  }
  const refusal = hasTooMany(model, session, count) ?? isOver(model, now);
  if (refusal !== null) return refusal;
  if (seatsThatAre(model, 'available', 'reserved').length < count) return { code: 'show_full' };
  const wait: Wait = {
    waiting_id,
    booking_id,
    session,
    count,
    joined_at: now,
    // Nobody's wait ends before that of somebody ahead.
    expires_at: Math.max(now + model.limits.waiting_ms, ...queue.map(({ expires_at }) => expires_at)),
    status: 'waiting',
  };
  model.waits.push(wait);
  happen(model, now);
  return () => told(model, wait);
}

export function leave(model: Model, { session, waiting_id }: LeaveQueue, now: number): Outcome {
  const wait = queueOf(model).find((each) => each.waiting_id === waiting_id);
  if (wait === undefined || wait.session !== session) return { code: 'unknown_waiting' };
  wait.status = 'cancelled';
  happen(model, now);
  return () => told(model, wait);
}

function told(model: Model, wait: Wait) {
  return { type: 'waiting', waiting: viewWait(model, wait) } as const;
}
