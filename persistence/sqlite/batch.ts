import type { Awakening, BookingRow, EndedWaitingRow, Snapshot, Step } from '../event-log.ts';

/** What the main thread asks of the writer. All that came up during one commit travels in one message, in order. */
export type Operation =
  /** The rows of very many waits that it ended are not in the step, but packed: see ended-waiting-runs.ts. */
  | { readonly type: 'append'; readonly step: Step; readonly ended_runs?: readonly Uint8Array[] }
  | { readonly type: 'wake'; readonly show_id: string }
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly type: 'probe' }
  | { readonly type: 'find_booking'; readonly booking_id: string }
  | { readonly type: 'find_ended_waiting'; readonly waiting_id: string }
  | { readonly type: 'find_session_bookings'; readonly session: string; readonly limit: number }
  | { readonly type: 'deadlines' }
  | { readonly type: 'availability' };

/** The writer's answer to an operation; they come back in one message, in the order of the operations. */
export type Answer =
  | { readonly type: 'done' }
  | { readonly type: 'refused'; readonly error: RefusalName; readonly reason: string }
  | { readonly type: 'awakening'; readonly awakening: Awakening }
  | { readonly type: 'booking'; readonly booking: BookingRow | null }
  | { readonly type: 'ended_waiting'; readonly ended_waiting: EndedWaitingRow | null }
  | { readonly type: 'bookings'; readonly bookings: BookingRow[] }
  | { readonly type: 'deadlines'; readonly deadlines: { show_id: string; deadline_ms: number }[] }
  | { readonly type: 'availability'; readonly availability: { show_id: string; available: number[] }[] };

/** The errors that concern one operation only. */
export type RefusalName =
  | 'StaleEpochError'
  | 'SequenceConflictError'
  | 'LogUnavailableError'
  | 'LogCorruptError'
  | 'RangeError';

export const DONE: Answer = { type: 'done' };

export function refusal(error: RefusalName, reason: string): Answer {
  return { type: 'refused', error, reason };
}
