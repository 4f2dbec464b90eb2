import type { ShowDefinition } from './definition.ts';
import type { Answer } from './remembered-answer.ts';

/**
 * What happened in a show. Seats are indexes into the show's seat map, ids are ULIDs, times are Unix milliseconds,
 * `session` is the fingerprint of a session's secret (see `session.ts`), amounts are in minor units of the show's currency.
 * `at` is when it happened by the show's own clock, which never goes back.
 */
export type ShowEvent =
  | ShowOpened
  | SeatsReserved
  | SeatsExchanged
  | ReservationReleased
  | ReservationExpired
  | PaymentStarted
  | PaymentUnknown
  | PaymentDeclined
  | PaymentCaptured
  | PaymentCapturedLate
  | BookingCancelled
  | RefundFailed
  | PaymentRefunded
  | WaitingJoined
  | WaitingServed
  | WaitingLeft
  | WaitingTimedOut
  | WaitingUnservable
  | SalesClosed
  | SeatsBlocked
  | ShowCancelled
  | TicketAdmitted
  | AnswerRemembered;

/** Always the first event of a show: freezes its layout and prices. */
export interface ShowOpened {
  readonly type: 'show_opened';
  readonly at: number;
  readonly definition: ShowDefinition;
}

export interface SeatsReserved {
  readonly type: 'seats_reserved';
  readonly at: number;
  readonly booking_id: string;
  readonly session: string;
  readonly seats: readonly number[];
  /** As the client is told. */
  readonly expires_at: number;
  /** When the server lets it go. */
  readonly lapses_at: number;
}

/** The reservation's seats are from now on exactly these; its deadline stays. */
export interface SeatsExchanged {
  readonly type: 'seats_exchanged';
  readonly at: number;
  readonly booking_id: string;
  readonly seats: readonly number[];
}

export interface ReservationReleased {
  readonly type: 'reservation_released';
  readonly at: number;
  readonly booking_id: string;
}

/** Its time was up. Where a payment was still in flight it stays open, and is refunded should it succeed. */
export interface ReservationExpired {
  readonly type: 'reservation_expired';
  readonly at: number;
  readonly booking_id: string;
}

export interface PaymentStarted {
  readonly type: 'payment_started';
  readonly at: number;
  readonly booking_id: string;
  /** Also the idempotency key towards the provider. */
  readonly payment_id: string;
  readonly payment_token: string;
  readonly amount: number;
  /** When an attempt whose outcome is not known by then stops holding the seats. */
  readonly ends_at: number;
}

/** The provider could not say. The payment stays in flight and is asked for again. Recorded once a payment. */
export interface PaymentUnknown {
  readonly type: 'payment_unknown';
  readonly at: number;
  readonly payment_id: string;
}

/** The booking, if it is still held, is a plain reservation again. */
export interface PaymentDeclined {
  readonly type: 'payment_declined';
  readonly at: number;
  readonly payment_id: string;
  /** The provider's word for why, e.g. `card_declined`. */
  readonly reason: string;
}

/** The booking is booked. */
export interface PaymentCaptured {
  readonly type: 'payment_captured';
  readonly at: number;
  readonly payment_id: string;
}

/** Captured after its reservation was let go, or its show cancelled: it is to be refunded. */
export interface PaymentCapturedLate {
  readonly type: 'payment_captured_late';
  readonly at: number;
  readonly payment_id: string;
}

/** Its seats are free, its payment is to be refunded. */
export interface BookingCancelled {
  readonly type: 'booking_cancelled';
  readonly at: number;
  readonly booking_id: string;
}

/** The refund stays due and is tried again. Recorded once a payment. */
export interface RefundFailed {
  readonly type: 'refund_failed';
  readonly at: number;
  readonly payment_id: string;
  readonly reason: string;
}

export interface PaymentRefunded {
  readonly type: 'payment_refunded';
  readonly at: number;
  readonly payment_id: string;
}

export interface WaitingJoined {
  readonly type: 'waiting_joined';
  readonly at: number;
  readonly waiting_id: string;
  /** Drawn at joining: the booking's id once this user is served. */
  readonly booking_id: string;
  readonly session: string;
  readonly count: number;
  /** The wait ends `timed_out` then. */
  readonly expires_at: number;
}

/** The head of the queue got a reservation, with the booking id drawn when it joined. */
export interface WaitingServed {
  readonly type: 'waiting_served';
  readonly at: number;
  readonly waiting_id: string;
  readonly seats: readonly number[];
  readonly expires_at: number;
  readonly lapses_at: number;
}

export interface WaitingLeft {
  readonly type: 'waiting_left';
  readonly at: number;
  readonly waiting_id: string;
}

export interface WaitingTimedOut {
  readonly type: 'waiting_timed_out';
  readonly at: number;
  readonly waiting_id: string;
}

/** Everybody in the queue who wants this many seats or more can no longer be served: their wait ends `not_enough_seats`. */
export interface WaitingUnservable {
  readonly type: 'waiting_unservable';
  readonly at: number;
  readonly wanting_at_least: number;
}

/** The show starts: every wait ends `sales_closed`. Only recorded where somebody waits. */
export interface SalesClosed {
  readonly type: 'sales_closed';
  readonly at: number;
}

/** The operator's blocked seats are from now on exactly these. */
export interface SeatsBlocked {
  readonly type: 'seats_blocked';
  readonly at: number;
  readonly seats: readonly number[];
}

/** Every reservation and booking is cancelled, every captured payment is to be refunded, every wait ends `show_cancelled`. */
export interface ShowCancelled {
  readonly type: 'show_cancelled';
  readonly at: number;
}

/** The ticket of one seat of a booked booking was let in. A booking with such a ticket is not cancelled on its own any more. */
export interface TicketAdmitted {
  readonly type: 'ticket_admitted';
  readonly at: number;
  readonly booking_id: string;
  readonly seat: number;
  /** When the door let it in: `at`, or earlier where the door had no network then. */
  readonly admitted_at: number;
  /** Fingerprint of what the door drew for this admission, so that it can repeat it. */
  readonly nonce: string;
}

/** Rule 11: the answer to a command that carried an idempotency key. Always the last event of its step. */
export interface AnswerRemembered {
  readonly type: 'answer_remembered';
  readonly at: number;
  /** Fingerprint of session, route and key. */
  readonly key: string;
  /** Fingerprint of the request's body. */
  readonly body: string;
  readonly answer: Answer;
}
