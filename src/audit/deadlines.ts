import type { Accuse } from './findings.ts';
import { type Booking, isStarted, type ShowModel } from './show-model.ts';

/**
 * After an outage everything older gets more time, and the log tells of no outage. What can be said all the same:
 * - Things of one kind end in the order of their deadlines, outage or not.
 * - Where something has run out, nothing younger can have been given more time: it has run out too, if it was due.
 * - In one epoch no outage is longer than this.
 */
const LONGEST_OUTAGE_MS = 24 * 3_600_000;

/** Something that ends by itself. */
export interface Timed {
  /** Of the booking, or of the place in the queue. */
  readonly id: string;
  readonly kind: 'reservation' | 'payment' | 'wait';
  /** Unix milliseconds. */
  readonly due: number;
  /** Sequence number of the event that set its time. */
  readonly set_by: number;
}

/** A reservation is let go when it lapses; while it is being paid, when its payment has to have ended. */
export function timeOf({ booking_id, payment, lapses_at, made_by }: Booking): Timed {
  if (payment?.status !== 'in_flight') {
    return { id: booking_id, kind: 'reservation', due: lapses_at, set_by: made_by };
  }
  return { id: booking_id, kind: 'payment', due: payment.ends_at, set_by: payment.started_by };
}

/** Something has run out, and nothing of its kind may be left that was due before it. */
export function runOut(show: ShowModel, out: Timed, accuse: Accuse): void {
  for (const left of runningTimes(show)) {
    if (left.kind === out.kind && left.due < out.due) {
      accuse(
        'lapsed_out_of_order',
        `${nameOf(left)} was due at ${left.due}, before ${nameOf(out)} at ${out.due}`,
      );
    }
  }
  show.oldest_run_out = Math.min(show.oldest_run_out, out.set_by);
}

/** At the end of a step: everything is settled that was due when it happened. */
export function checkNothingOverdue(show: ShowModel, accuse: Accuse): void {
  for (const left of runningTimes(show)) {
    const { due, set_by } = left;
    if (due > show.at) continue;
    const is_younger = set_by >= show.oldest_run_out;
    const is_forgotten = set_by >= show.epoch_began && show.at - due > LONGEST_OUTAGE_MS;
    if (is_younger || is_forgotten) {
      accuse('overdue', `${nameOf(left)} was due at ${due}, and is still there at ${show.at}`);
    }
  }
  show.oldest_run_out = Number.POSITIVE_INFINITY;
  if (isStarted(show) && show.queue.length > 0) {
    accuse('sales_left_open', `the show has started, and ${show.queue.length} still wait`);
  }
}

/** When the show has something to do by itself next, as its head has to have it; null where it has nothing. */
export function nextDeadline(show: ShowModel): number | null {
  const dues = runningTimes(show).map(({ due }) => due);
  if (show.queue.length > 0) dues.push(show.definition.starts_at);
  return dues.length === 0 ? null : Math.min(...dues);
}

/** Of the queue the head will do: nobody's wait ends before that of somebody ahead. */
function runningTimes(show: ShowModel): Timed[] {
  const times: Timed[] = [];
  for (const booking of show.reserved.values()) times.push(timeOf(booking));
  const head = show.queue[0];
  if (head !== undefined) {
    times.push({ id: head.waiting_id, kind: 'wait', due: head.expires_at, set_by: head.made_by });
  }
  return times;
}

function nameOf({ kind, id }: Timed): string {
  return kind === 'wait' ? `place ${id}` : `booking ${id}`;
}
