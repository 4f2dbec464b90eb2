import type {
  EndBooking,
  IdempotencyKey,
  JoinQueue,
  LeaveQueue,
  StartPayment,
} from '../../../actors/show/commands.ts';
import type { BookingStatus, RefusalReason, WaitingStatus } from '../../../actors/show/replies.ts';
import type { Durations } from '../venue.ts';

/**
 * What keeps the seats, the reservations and the queue behind a peer's routes. Seats are indexes into the hall. Times
 * are Unix milliseconds. Whatever is resolved is on disk.
 */
export interface Store {
  reserve(show_id: string, request: ReserveRequest): Promise<Outcome>;
  pay(show_id: string, request: StartPayment): Promise<Outcome>;
  end(show_id: string, request: EndBooking): Promise<Outcome>;
  join(show_id: string, request: JoinQueue): Promise<Outcome>;
  leave(show_id: string, request: LeaveQueue): Promise<Outcome>;
  booking(show_id: string, session: string, booking_id: string): Promise<Outcome>;
  waiting(show_id: string, session: string, waiting_id: string): Promise<Outcome>;
  /** The status of each seat of the show, by `SEAT_STATUSES`. */
  seats(show_id: string): Promise<readonly number[]>;
  /** Requests that were asked and are not answered yet. */
  pending(): number;
  close(): Promise<void>;
}

/** As the rules' own command, with the seats looked up. */
export interface ReserveRequest {
  readonly session: string;
  /** `type`: index of the seat type; null where any will do. */
  readonly wanted:
    | { readonly seats: readonly number[] }
    | { readonly count: number; readonly type: number | null };
  readonly booking_id: string;
  readonly key: IdempotencyKey | null;
}

export type Outcome =
  | { readonly booking: StoredBooking }
  | { readonly waiting: StoredWaiting }
  | { readonly refused: RefusalReason };

export interface StoredBooking {
  readonly booking_id: string;
  readonly status: BookingStatus;
  readonly version: number;
  readonly seats: readonly number[];
  readonly expires_at: number;
  /** Null until it is paid. */
  readonly payment_id: string | null;
}

export interface StoredWaiting {
  readonly waiting_id: string;
  readonly status: WaitingStatus;
  /** How far back it was at the most; its version is how far it has come since. */
  readonly joined_position: number;
  readonly position: number | null;
  readonly count: number;
  readonly expires_at: number;
  readonly booking: StoredBooking | null;
}

/** What a store tells of a show once it is on disk; each booking and each ended wait once for each of its changes. */
export interface Change {
  readonly show_id: string;
  readonly bookings: readonly StoredBooking[];
  readonly ended_waitings: readonly StoredWaiting[];
  readonly queue_moved: boolean;
}

export interface StoreOptions {
  readonly durations: Durations;
  readonly shows: readonly string[];
  /** The hall that all the shows are in. */
  readonly hall: readonly HallSeat[];
  announce(change: Change): void;
}

export interface HallSeat {
  readonly seat_id: string;
  /** Index of the seat type. */
  readonly type: number;
  /** Seats of the same block sit side by side, numbered on. */
  readonly block: number;
  /** From the middle of the hall, in seats. */
  readonly distance: number;
}

/** By the number that a store keeps. */
export const BOOKING_STATUSES = ['', 'reserved', 'booked', 'expired', 'released', 'cancelled'] as const;
export const WAITING_STATUSES = ['waiting', 'served', 'cancelled', 'timed_out', 'not_enough_seats'] as const;
export const SEAT_STATUSES = ['available', 'reserved', 'booked'] as const;

/** How often a store looks for what is over its time. */
export const SWEEP_EVERY_MS = 100;

/** A payment token that the bank refuses. Every other is captured at once: the sandbox is in this very process. */
export const DECLINED_TOKEN = 'tok_declined';
