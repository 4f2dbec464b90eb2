import type { BookingRecord } from './booking.ts';
import type { WaitingStatus } from './replies.ts';

/** Rule 11: what a command with an idempotency key was answered, to be given again as it was. */
export interface RememberedAnswer {
  /** Fingerprint of the body that it answered. */
  readonly body: string;
  readonly answer: Answer;
}

export type Answer =
  | { readonly type: 'booking'; readonly booking: BookingRecord }
  | { readonly type: 'payment'; readonly payment_id: string; readonly booking: BookingRecord }
  | { readonly type: 'waiting'; readonly waiting: WaitingRecord };

/** A place in the queue as it was at one moment. */
export interface WaitingRecord {
  readonly waiting_id: string;
  readonly session: string;
  readonly status: WaitingStatus;
  readonly version: number;
  readonly count: number;
  readonly position: number | null;
  readonly expires_at: number;
  readonly booking: BookingRecord | null;
}
