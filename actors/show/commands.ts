/**
 * What a show is asked to do. Ids that a command may need are drawn before it is sent, and the time comes with it
 * (see `Moment`), so that deciding needs neither a clock nor randomness.
 * Counts and lists are already within the bounds of `limits.ts`; what depends on the show is checked in `decide`.
 */
export type ShowCommand =
  | Reserve
  | ChangeSeats
  | EndBooking
  | StartPayment
  | ConcludePayment
  | ConcludeRefund
  | JoinQueue
  | LeaveQueue
  | BlockSeats
  | CancelShow
  | CheckIn
  | ReadSeatMap
  | ReadBooking
  | ReadWaiting
  | ReadDoorList
  | Settle;

/** Rule 11: fingerprints, see `session.ts`. */
export interface IdempotencyKey {
  /** Of session, route and key. */
  readonly key: string;
  /** Of the request's body. */
  readonly body: string;
}

/** Rule 1: named seats, or a count and optionally a type. */
export type Wanted =
  | { readonly seats: readonly string[] }
  | { readonly count: number; readonly seat_type: string | null };

export interface Reserve {
  readonly type: 'reserve';
  readonly session: string;
  readonly wanted: Wanted;
  readonly movie_id: string | null;
  readonly booking_id: string;
  readonly key: IdempotencyKey | null;
}

export interface ChangeSeats {
  readonly type: 'change_seats';
  readonly session: string;
  readonly booking_id: string;
  readonly seats: readonly string[];
  readonly key: IdempotencyKey | null;
}

/** Releases a reservation, cancels and refunds what was booked; `only` narrows it to one of the two. */
export interface EndBooking {
  readonly type: 'end_booking';
  readonly session: string;
  readonly booking_id: string;
  readonly only: 'reserved' | 'booked' | null;
  readonly key: IdempotencyKey | null;
}

export interface StartPayment {
  readonly type: 'start_payment';
  readonly session: string;
  readonly booking_id: string;
  readonly payment_token: string;
  readonly payment_id: string;
  readonly key: IdempotencyKey | null;
}

/** News from the payment service. Repeated or contradictory news changes nothing. */
export interface ConcludePayment {
  readonly type: 'conclude_payment';
  readonly payment_id: string;
  readonly outcome:
    | { readonly type: 'captured' }
    | { readonly type: 'declined'; readonly reason: string }
    | { readonly type: 'unknown' };
}

export interface ConcludeRefund {
  readonly type: 'conclude_refund';
  readonly payment_id: string;
  readonly outcome: { readonly type: 'refunded' } | { readonly type: 'failed'; readonly reason: string };
}

export interface JoinQueue {
  readonly type: 'join_queue';
  readonly session: string;
  readonly count: number;
  readonly waiting_id: string;
  readonly booking_id: string;
  readonly key: IdempotencyKey | null;
}

export interface LeaveQueue {
  readonly type: 'leave_queue';
  readonly session: string;
  readonly waiting_id: string;
  readonly key: IdempotencyKey | null;
}

/** The operator's: the blocked seats are to be exactly these. */
export interface BlockSeats {
  readonly type: 'block_seats';
  readonly seats: readonly string[];
}

export interface CancelShow {
  readonly type: 'cancel_show';
}

/** A door lets one ticket in. The ticket's signature was checked before. */
export interface CheckIn {
  readonly type: 'check_in';
  readonly booking_id: string;
  readonly seat_id: string;
  /** Fingerprint of what the door drew for this admission: repeated with it, the answer is the same. */
  readonly nonce: string;
  /** When a door without a network let the ticket in, Unix milliseconds; null: now. */
  readonly admitted_at: number | null;
}

export interface ReadSeatMap {
  readonly type: 'read_seat_map';
}

export interface ReadBooking {
  readonly type: 'read_booking';
  readonly session: string;
  readonly booking_id: string;
}

export interface ReadWaiting {
  readonly type: 'read_waiting';
  readonly session: string;
  readonly waiting_id: string;
}

/** Every ticket that is good, and which of them were admitted. */
export interface ReadDoorList {
  readonly type: 'read_door_list';
}

/** Nothing but what is due: the timer's command. */
export interface Settle {
  readonly type: 'settle';
}

/** When a command reaches its show. */
export interface Moment {
  /** Rule 3: the moment of arrival at the engine, Unix milliseconds. */
  readonly now: number;
  /** When the newest outage ended, Unix milliseconds; 0 where there was none. What is older lapses only after a grace. */
  readonly outage_ended_at: number;
}
