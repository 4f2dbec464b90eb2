import type { Limits } from '../limits.ts';
import { bestSeats } from './best-seats.ts';
import type { Moment } from './commands.ts';
import type { ShowEvent } from './events.ts';
import { AVAILABLE, areSalesOpen, availableSeats, type ShowState, sellableSeats } from './state.ts';

/**
 * The next thing that has to happen by itself at this moment, or null: what the queue is owed at once (rules 7 and 8),
 * then what time brings, oldest first (rules 3, 4, 8, 9, 10). A show is settled when nothing is due.
 */
export function nextDue(state: ShowState, moment: Moment, limits: Limits): ShowEvent | null {
  return owedToQueue(state, moment.now, limits) ?? broughtByTime(state, moment, limits);
}

/** When something is due next of which nothing but time is missing, Unix milliseconds; null where there is no such thing. */
export function nextDeadline(state: ShowState, outage_ended_at: number, limits: Limits): number | null {
  const soonest = Math.min(...deadlinesOf(state, outage_ended_at, limits.outage_grace_ms));
  return soonest === Number.POSITIVE_INFINITY ? null : soonest;
}

/** The same without regard to outages: what is stored of it is compared with the clock after the next one. */
export function soonestDeadline(state: ShowState): number | null {
  const soonest = Math.min(...deadlinesOf(state, 0, 0));
  return soonest === Number.POSITIVE_INFINITY ? null : soonest;
}

/** When a reservation made now ends. Deadlines never come earlier than those given before, whatever the configuration. */
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

function owedToQueue(state: ShowState, now: number, limits: Limits): ShowEvent | null {
  const { head } = state.queue;
  if (head === undefined) return null;
  const wanting_at_least = sellableSeats(state) + 1;
  if (state.queue.anyoneWants(wanting_at_least)) {
    return { type: 'waiting_unservable', at: now, wanting_at_least };
  }
  if (!areSalesOpen(state, now) || availableSeats(state) < head.count) return null;
  const isFree = (seat: number): boolean => state.seat_status[seat] === AVAILABLE;
  const seats = bestSeats(state.seat_map, isFree, isFree, head.count);
  if (seats === null) throw new Error('the head of the queue has seats, but none were found');
  return {
    type: 'waiting_served',
    at: now,
    waiting_id: head.waiting_id,
    seats,
    ...reservationDeadlines(state, now, limits),
  };
}

function broughtByTime(state: ShowState, { now, outage_ended_at }: Moment, limits: Limits): ShowEvent | null {
  const deadlines = deadlinesOf(state, outage_ended_at, limits.outage_grace_ms);
  const soonest = Math.min(...deadlines);
  if (soonest > now) return null;
  const [reservation, payment, waiting] = deadlines;
  if (soonest === reservation && state.reservations.head !== undefined) {
    return { type: 'reservation_expired', at: now, booking_id: state.reservations.head.booking_id };
  }
  if (soonest === payment && state.paying.head !== undefined) {
    return { type: 'reservation_expired', at: now, booking_id: state.paying.head.booking.booking_id };
  }
  if (soonest === waiting && state.queue.head !== undefined) {
    return { type: 'waiting_timed_out', at: now, waiting_id: state.queue.head.waiting_id };
  }
  return { type: 'sales_closed', at: now };
}

type Deadlines = readonly [reservation: number, payment: number, waiting: number, start: number];

/**
 * The soonest of each kind, or infinity: each list is in order, so nothing behind its head is due earlier. The grace
 * does not disturb the order: `limits.ts` sees to it that what is made after an outage is not due before it is over.
 */
function deadlinesOf(state: ShowState, outage_ended_at: number, grace_ms: number): Deadlines {
  /** Rule 3: after an outage, what is older than its end is given a grace. */
  const withGrace = (due_at: number, made_at: number): number =>
    made_at < outage_ended_at ? Math.max(due_at, outage_ended_at + grace_ms) : due_at;
  const never = Number.POSITIVE_INFINITY;
  const reservation = state.reservations.head;
  const payment = state.paying.head;
  const waiting = state.queue.head;
  return [
    reservation === undefined ? never : withGrace(reservation.lapses_at, reservation.made_at),
    payment === undefined ? never : withGrace(payment.ends_at, payment.started_at),
    waiting === undefined ? never : withGrace(waiting.expires_at, waiting.joined_at),
    waiting === undefined ? never : state.definition.starts_at,
  ];
}
