import { decodeEvent } from '../../actors/index.ts';
import type { ShowEvent } from '../../actors/show/events.ts';
import { AVAILABLE, BLOCKED, BOOKED, RESERVED, type ShowState } from '../../actors/show/state.ts';
import type { StoredStep } from '../../persistence/index.ts';
import type { Timeline, TimelineMoment } from '../protocol/operation.ts';
import { playStep } from './play.ts';

/** Unix milliseconds; both ends count in. */
export interface TimelineRange {
  readonly from: number;
  readonly until: number;
  readonly moments_most: number;
}

/** All moments together have no more letters for seats: what leaves has to fit in one message. */
const LETTERS_MOST = 400_000;
const MOMENTS_LEAST = 2;

const LETTERS: Readonly<Record<number, string>> = {
  [AVAILABLE]: 'a',
  [RESERVED]: 'r',
  [BOOKED]: 'b',
  [BLOCKED]: 'x',
};

interface Step {
  readonly events: readonly ShowEvent[];
  readonly at: number;
}

/**
 * Plays a show's history, and keeps moments of the range: every step where there are few, else steps at equal
 * distances, so that there are most moments where most happened. The last step of the range is always among them.
 */
export function timelineOf(
  show_id: string,
  history: readonly StoredStep[],
  { from, until, moments_most }: TimelineRange,
): Timeline {
  const steps = history.map(({ events }) => stepOf(events.map(decodeEvent)));
  const first = steps.findIndex(({ at }) => at >= from);
  const end = steps.findLastIndex(({ at }) => at <= until) + 1;
  const in_range = first === -1 ? 0 : Math.max(0, end - first);

  const moments: TimelineMoment[] = [];
  let state: ShowState | null = null;
  let stride = 1;
  let happened: ShowEvent[] = [];
  for (const [index, step] of steps.slice(0, end).entries()) {
    state = playStep(state, step.events);
    const number = index - first;
    if (first === -1 || number < 0) continue;
    if (number === 0) stride = Math.max(1, in_range / momentsFor(state, moments_most));
    happened.push(...step.events);
    const is_last = number === in_range - 1;
    if (!is_last && Math.floor((number + 1) / stride) === Math.floor(number / stride)) continue;
    moments.push(momentOf(state, step.at, happened));
    happened = [];
  }
  return {
    show_id,
    seats: state?.seat_map.seats.map(({ seat_id }) => seat_id) ?? [],
    events_total: steps.reduce((sum, { events }) => sum + events.length, 0),
    first_at: timestampOf(steps[0]?.at),
    last_at: timestampOf(steps.at(-1)?.at),
    moments,
  };
}

function stepOf(events: readonly ShowEvent[]): Step {
  return { events, at: events.at(-1)?.at ?? 0 };
}

function momentsFor({ seat_status }: ShowState, moments_most: number): number {
  return Math.max(MOMENTS_LEAST, Math.min(moments_most, Math.floor(LETTERS_MOST / seat_status.length)));
}

function momentOf(state: ShowState, at: number, happened: readonly ShowEvent[]): TimelineMoment {
  const { queue, reservations, open_payments } = state;
  let waiting_seats = 0;
  for (const { count } of queue.users()) waiting_seats += count;
  let charges = 0;
  for (const { type } of open_payments.values()) charges += Number(type === 'charge');
  return {
    at: new Date(at).toISOString(),
    version: state.sequence,
    seats: Array.from(state.seat_status, (status) => LETTERS[status]).join(''),
    cancelled: state.cancelled,
    waiting: queue.size,
    waiting_seats,
    oldest_wait_at: timestampOf(queue.head?.joined_at),
    reservations: reservations.size,
    next_expiry_at: timestampOf(reservations.head?.expires_at),
    charges,
    refunds: open_payments.size - charges,
    happened: countsByType(happened),
  };
}

/** What was remembered for repetitions happened to nobody. */
function countsByType(events: readonly ShowEvent[]): TimelineMoment['happened'] {
  const counts = new Map<string, number>();
  for (const { type } of events) {
    if (type !== 'answer_remembered') counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return Array.from(counts, ([event, count]) => ({ event, count }));
}

function timestampOf(unix_ms: number | undefined): string | null {
  return unix_ms === undefined ? null : new Date(unix_ms).toISOString();
}
