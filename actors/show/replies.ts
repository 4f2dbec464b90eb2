/** What a show answers. Times are Unix milliseconds, amounts minor units of `currency`. */
export type Reply =
  | BookingReply
  | PaymentReply
  | WaitingReply
  | SeatMapReply
  | CheckInReply
  | DoorListReply
  | DoneReply
  | Refusal;

export interface BookingReply {
  readonly type: 'booking';
  readonly booking: BookingView;
}

/** The payment that was asked for, as it stands: in flight, or (a key repeated later) already ended. */
export interface PaymentReply {
  readonly type: 'payment';
  readonly payment_id: string;
  readonly booking: BookingView;
}

export interface WaitingReply {
  readonly type: 'waiting';
  readonly waiting: WaitingView;
}

export interface SeatMapReply {
  readonly type: 'seat_map';
  readonly seat_map: SeatMapView;
}

export interface CheckInReply {
  readonly type: 'check_in';
  readonly outcome: CheckInOutcome;
}

/** Whether a door may let a ticket in, and if not, why. */
export type CheckInOutcome =
  | { readonly result: 'admitted'; readonly admitted_at: number }
  /** By another door, or by this one with another nonce. */
  | { readonly result: 'already_admitted'; readonly admitted_at: number }
  | { readonly result: 'too_early'; readonly admits_from: number }
  /** The booking, or the whole show. */
  | { readonly result: 'cancelled' }
  /** The show never sold such a ticket. */
  | { readonly result: 'invalid' };

export interface DoorListReply {
  readonly type: 'door_list';
  /** In the order of the hall. */
  readonly tickets: readonly DoorListTicket[];
}

export interface DoorListTicket {
  readonly booking_id: string;
  readonly seat_id: string;
  /** Null while it was not admitted. */
  readonly admitted_at: number | null;
}

/** The operator's command was carried out, or the payment service's news was taken in. */
export interface DoneReply {
  readonly type: 'done';
}

export type BookingStatus = 'reserved' | 'booked' | 'expired' | 'released' | 'cancelled';

/** `in_flight` is the phase that the design calls paying; `refunding`: a refund is due but not yet made. */
export type PaymentStatus = 'in_flight' | 'declined' | 'captured' | 'refunding' | 'refunded';

export interface BookingView {
  readonly booking_id: string;
  readonly show_id: string;
  readonly status: BookingStatus;
  /** Grows with each change of this booking. */
  readonly version: number;
  readonly seats: readonly SeatView[];
  readonly total: number;
  readonly currency: string;
  readonly expires_at: number;
  /** The newest attempt to pay, or null. */
  readonly payment: {
    readonly payment_id: string;
    readonly status: PaymentStatus;
    readonly reason: string | null;
  } | null;
}

export interface SeatView {
  /** `A-12`. */
  readonly seat_id: string;
  readonly row: string;
  readonly number: number;
  readonly type: string;
  /** Minor units. */
  readonly price: number;
}

export type WaitingEnd =
  | 'served'
  | 'cancelled'
  | 'timed_out'
  | 'not_enough_seats'
  | 'sales_closed'
  | 'show_cancelled';

export type WaitingStatus = 'waiting' | WaitingEnd;

export interface WaitingView {
  readonly waiting_id: string;
  readonly show_id: string;
  readonly status: WaitingStatus;
  /** Grows whenever what is told here changes. */
  readonly version: number;
  readonly count: number;
  /** 1 for the head of the queue; null once the wait has ended. */
  readonly position: number | null;
  readonly expires_at: number;
  /** What was reserved when the wait ended `served`. */
  readonly booking: BookingView | null;
}

export type SeatStatus = 'available' | 'reserved' | 'booked' | 'blocked';

export interface SeatMapView {
  readonly show_id: string;
  /** The sequence number of the show's newest event. */
  readonly version: number;
  readonly currency: string;
  /** The hall's: one and the same list for all shows that are alike in it. */
  readonly seats: readonly SeatView[];
  /** By index of seat. */
  readonly statuses: readonly SeatStatus[];
}

/** Why a command was not carried out; `code` is the stable code of the problem document. */
export type Refusal = { readonly type: 'refused' } & RefusalReason;

export type RefusalReason =
  /** 422: these seats are not in this hall. */
  | { readonly code: 'unknown_seat'; readonly seats: readonly string[] }
  /** 422: the same seat twice in one request. */
  | { readonly code: 'duplicate_seat'; readonly seats: readonly string[] }
  /** 422: this hall has no seats of the type. */
  | { readonly code: 'unknown_seat_type'; readonly seat_type: string }
  /** 422: rule 1, the movie is not the show's. */
  | { readonly code: 'wrong_movie' }
  /** 422: rule 2; `held` seats are reserved or waited for already. */
  | { readonly code: 'too_many_seats'; readonly held: number; readonly limit: number }
  /** 422: rule 11, the key was used with another body. */
  | { readonly code: 'idempotency_key_reused' }
  /** 409: rule 5. */
  | { readonly code: 'show_full' }
  | { readonly code: 'seat_unavailable'; readonly seats: readonly string[] }
  | {
      readonly code: 'retry';
      readonly reason: 'held' | 'queue';
      readonly seats: readonly string[];
      readonly waiting: number;
    }
  /** 409: rule 6. */
  | { readonly code: 'already_waiting'; readonly waiting_id: string; readonly count: number }
  /** 409: rule 9. */
  | { readonly code: 'payment_in_flight' }
  /** 409: the booking is booked, cancelled or released already, so this cannot be done to it. */
  | { readonly code: 'not_reserved'; readonly status: BookingStatus }
  | { readonly code: 'not_booked'; readonly status: BookingStatus }
  /** 409: somebody went in with the booking, so it cannot be cancelled any more; which of its seats. */
  | { readonly code: 'already_admitted'; readonly seats: readonly string[] }
  /** 409: rule 10. */
  | { readonly code: 'sales_closed' }
  | { readonly code: 'show_cancelled' }
  /** 410: rule 9. */
  | { readonly code: 'reservation_expired' }
  /** 404: no such booking or place, or another session's. */
  | { readonly code: 'unknown_booking' }
  | { readonly code: 'unknown_waiting' };
