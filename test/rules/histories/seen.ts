import type { BookingView, SeatStatus, WaitingView } from '../../../actors/show/replies.ts';
import type { Model } from '../reference/model.ts';
import { same } from './same.ts';

/** What was seen of a show after its newest step. */
export interface Seen {
  /** By the id of each booking and place: its version, and what was told of it. */
  readonly told: Map<string, { readonly version: number; readonly text: string }>;
  statuses: readonly SeatStatus[];
  /** Ids of the bookings that the show has no more to do with, and of the waits that have ended. */
  over: readonly string[];
  /** Open payments, with their status. */
  open: readonly string[];
}

export function nothingSeen(model: Model): Seen {
  return { told: new Map(), statuses: model.seats.map(() => 'available'), over: [], open: [] };
}

export function seeBooking(seen: Seen, view: BookingView, expected: BookingView): { is_new: boolean } {
  return see(
    seen,
    view.booking_id,
    view.version,
    JSON.stringify({ ...view, version: 0 }),
    JSON.stringify(expected),
  );
}

export function seeWaiting(seen: Seen, view: WaitingView, expected: WaitingView): { is_new: boolean } {
  const booking = view.booking === null ? null : { ...view.booking, version: 0 };
  const text = JSON.stringify({ ...view, version: 0, booking });
  return see(seen, view.waiting_id, view.version, text, JSON.stringify(expected));
}

/** It is told as it should be; and its version grows with each change of what is told, and only then. */
function see(seen: Seen, id: string, version: number, text: string, expected: string): { is_new: boolean } {
  same(text, expected, 'what is told');
  const before = seen.told.get(id);
  if (before?.text === text) {
    same(version, before.version, `the version of what has not changed: ${text}`);
    return { is_new: false };
  }
  same(version > (before?.version ?? 0), true, `that a version grew: ${before?.text} → ${text}`);
  seen.told.set(id, { version, text });
  return { is_new: true };
}
