import type { Accuse } from './findings.ts';
import { type Booking, isStarted, type ShowModel } from './show-model.ts';

/** Something that ends by itself. */
interface Timed {
  readonly name: string;
  /** Unix milliseconds. */
  readonly due: number;
  /** Sequence number of the event that set its time. */
  readonly set_by: number;
}

/** A reservation is let go when it lapses; while it is being paid, when its payment has to have ended. */
export function timeOf({ booking_id, payment, lapses_at, made_by }: Booking): Timed {
  const name = `booking ${booking_id}`;
  if (payment?.status === 'in_flight') return { name, due: payment.ends_at, set_by: payment.started_by };
  return { name, due: lapses_at, set_by: made_by };
}

/** Something due at `due` was settled: nothing that was due before it may be left. */
export function checkOldestFirst(show: ShowModel, due: number, accuse: Accuse): void {
  for (const left of runningTimes(show)) {
    if (left.due < due)
      accuse('lapsed_out_of_order', `${left.name} was due at ${left.due}, before what is due at ${due}`);
  }
}

/** At the end of a step: everything is settled that was due when it happened. */
export function checkNothingOverdue(show: ShowModel, accuse: Accuse): void {
  for (const { name, due } of runningTimes(show)) {
    if (due <= show.at) accuse('overdue', `${name} was due at ${due}, and is still there at ${show.at}`);
  }
  if (isStarted(show) && show.queue.length > 0) {
    accuse('sales_left_open', `the show has started, and ${show.queue.length} still wait`);
  }
}

/**
 * What runs out some day and had its time set in this epoch. What is older may have been given more time after an outage,
 * which the log does not tell; but while an epoch lasts, there was none.
 * Of the queue the head will do: whoever joins later in an epoch does not time out earlier.
 */
function runningTimes(show: ShowModel): Timed[] {
  const times = [...show.reserved.values()].map(timeOf);
  const head = show.queue[0];
  if (head !== undefined) {
    times.push({ name: `place ${head.waiting_id}`, due: head.expires_at, set_by: head.made_by });
  }
  return times.filter(({ set_by }) => set_by >= show.epoch_began);
}
