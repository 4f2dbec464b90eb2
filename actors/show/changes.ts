import type { Booking } from './booking.ts';
import type { WaitingEnd } from './replies.ts';
import type { WaitingUser } from './waiting-record.ts';

/** What one step touched: the rows to write, and what the outside is to hear of, are made from it. */
export interface Changes {
  readonly seats: number[];
  readonly bookings: Booking[];
  readonly ended_waitings: EndedWaiting[];
  /** Somebody joined or left the queue, so that positions may have changed. */
  queue_moved: boolean;
  /** Payments that from now on have to be charged or refunded. */
  readonly payments_due: string[];
}

export interface EndedWaiting {
  readonly user: WaitingUser;
  readonly status: WaitingEnd;
  /** What the user was served with. */
  readonly booking: Booking | null;
}

export function noChanges(): Changes {
  return { seats: [], bookings: [], ended_waitings: [], queue_moved: false, payments_due: [] };
}

/** Notes that the step touched the item, once. Steps touch few, so a list is cheaper than a set. */
export function touch<Item>(touched: Item[], item: Item): void {
  if (!touched.includes(item)) touched.push(item);
}
