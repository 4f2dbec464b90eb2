import type { Limits } from '../limits.ts';
import { bestSeats } from './best-seats.ts';
import type { Moment } from './commands.ts';
import type { ShowEvent } from './events.ts';
import { AVAILABLE, areSalesOpen, availableSeats, type ShowState, sellableSeats } from './state.ts';

/**
 * The next thing that has to happen by itself at this moment, or null: what the queue is owed at once (rules 7 and 8), then
 * what time brings, oldest first (rules 3, 4, 8, 9, 10). A show is settled when nothing is due.
 */
export function nextDue(state: ShowState, moment: Moment, limits: Limits): ShowEvent | null {
  return owedToQueue(state, moment, limits) ?? broughtByTime(state, moment, limits);
}

/** When the next thing is due of which nothing but time is missing, Unix milliseconds; null where there is no such thing. */
export function nextDeadline(state: ShowState, outage_ended_at: number, limits: Limits): number | null {
  const times = deadlinesOf(state, outage_ended_at, limits).map(({ due_at }) => due_at);
  return times.length === 0 ? null : Math.min(...times);
}

/** When a reservation made now is to end. Deadlines never come earlier than those given before, whatever the configuration. */
export function reservationDeadlines(
  state: ShowState,
  now: number,
  limits: Limits,
): { expires_at: number; lapses_at: number } {
  const lapses_at = Math.max(
    now + limits.reservation_ms + limits.reservation_buffer_ms,
    state.reservations.tail?.lapses_at ?? 0,
  );
  return { expires_at: lapses_at - limits.reservation_buffer_ms, lapses_at };
}

function owedToQueue(state: ShowState, { now }: Moment, limits: Limits): ShowEvent | null {
  const { head } = state.queue;
  if (head === undefined) return null;
  const wanting_at_least = sellableSeats(state) + 1;
  if (state.queue.anyoneWants(wanting_at_least))
    return { type: 'waiting_unservable', at: now, wanting_at_least };
  if (!areSalesOpen(state, now) || availableSeats(state) < head.count) return null;
  const seats = bestSeats(state.seat_map, (seat) => state.seat_status[seat] === AVAILABLE, head.count);
  if (seats === null) throw new Error('the head of the queue has seats, but none were found');
  return {
    type: 'waiting_served',
    at: now,
    waiting_id: head.waiting_id,
    seats,
    ...reservationDeadlines(state, now, limits),
  };
}

interface Deadline {
  readonly due_at: number;
  readonly event: (at: number) => ShowEvent;
}

function broughtByTime(state: ShowState, { now, outage_ended_at }: Moment, limits: Limits): ShowEvent | null {
  let oldest: Deadline | null = null;
  for (const deadline of deadlinesOf(state, outage_ended_at, limits)) {
    if (deadline.due_at <= now && (oldest === null || deadline.due_at < oldest.due_at)) oldest = deadline;
  }
  return oldest === null ? null : oldest.event(now);
}

/** The first deadline of each kind: each list is in order, so nothing behind its head can be due earlier. */
function deadlinesOf(state: ShowState, outage_ended_at: number, limits: Limits): Deadline[] {
  /** Rule 3: after an outage, what is older than its end is given a grace. */
  const afterOutage = (due_at: number, made_at: number): number =>
    made_at < outage_ended_at ? Math.max(due_at, outage_ended_at + limits.outage_grace_ms) : due_at;
  const deadlines: Deadline[] = [];
  const reservation = state.reservations.head;
  if (reservation !== undefined) {
    const { booking_id, lapses_at, made_at } = reservation;
    deadlines.push({
      due_at: afterOutage(lapses_at, made_at),
      event: (at) => ({ type: 'reservation_expired', at, booking_id }),
    });
  }
  const payment = state.paying.head;
  if (payment !== undefined) {
    const { ends_at, started_at, booking } = payment;
    deadlines.push({
      due_at: afterOutage(ends_at, started_at),
      event: (at) => ({ type: 'reservation_expired', at, booking_id: booking.booking_id }),
    });
  }
  const waiting = state.queue.head;
  if (waiting !== undefined) {
    const { waiting_id, expires_at, joined_at } = waiting;
    deadlines.push({
      due_at: afterOutage(expires_at, joined_at),
      event: (at) => ({ type: 'waiting_timed_out', at, waiting_id }),
    });
    deadlines.push({ due_at: state.definition.starts_at, event: (at) => ({ type: 'sales_closed', at }) });
  }
  return deadlines;
}
