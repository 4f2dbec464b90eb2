import type { ShowDefinition } from '../../actors/show/definition.ts';
import type { BookingStatus, PaymentStatus, WaitingEnd } from '../../actors/show/replies.ts';
import type { Term } from './terms.ts';

/**
 * A show as the audit understands it from its events: plain lists and maps, nothing kept that can be counted anew,
 * so that it is seen at a glance to be right. It shares nothing with the engine's own state, on purpose.
 */
export interface ShowModel {
  readonly definition: ShowDefinition;
  readonly seats: readonly Seat[];
  /** Every booking there ever was; `reserved` holds those of them that are reservations now, oldest first. */
  readonly bookings: Map<string, Booking>;
  readonly reserved: Map<string, Booking>;
  readonly payments: Map<string, Payment>;
  /** Every place in the queue there ever was; `queue` holds those who wait now, first come first. */
  readonly waitings: Map<string, Waiting>;
  queue: Waiting[];
  readonly queue_by_session: Map<string, Waiting>;
  /** The booking with which somebody came in, by index of seat. */
  readonly admitted: Map<number, Booking>;
  /** When the answer to each idempotency key was remembered. */
  readonly remembered: Map<string, number>;
  /** Sequence number and time of the event that is being examined, or was last. */
  sequence: number;
  at: number;
  /** Sequence number of the first event of the epoch that this event belongs to. */
  epoch_began: number;
  /** What everybody was granted in this epoch, in milliseconds. */
  readonly terms: Map<Term, number>;
  /** Of what has run out in this step, the oldest: sequence number of the event that set its time; infinity if nothing. */
  oldest_run_out: number;
  cancelled: boolean;
  /** Minor units, over all payments. */
  captured: number;
  refunded: number;
}

export interface Seat {
  /** `A-12`. */
  readonly seat_id: string;
  /** Index of seat type. */
  readonly type: number;
  /** Minor units. */
  readonly price: number;
  /** The booking that it is in now. */
  booking: Booking | null;
  blocked: boolean;
}

export interface Booking {
  readonly booking_id: string;
  readonly session: string;
  readonly expires_at: number;
  readonly lapses_at: number;
  /** Sequence number of the event that made it. */
  readonly made_by: number;
  status: BookingStatus;
  seats: readonly number[];
  /** The newest attempt to pay. */
  payment: Payment | null;
  /** Grows by one with each change of its status, its seats or its payment. */
  version: number;
}

export interface Payment {
  readonly payment_id: string;
  readonly booking: Booking;
  readonly amount: number;
  readonly ends_at: number;
  /** Sequence number of the event that started it. */
  readonly started_by: number;
  status: PaymentStatus;
  reason: string | null;
  /** Whether it was recorded that the outcome is unknown, and that the refund failed. */
  unknown: boolean;
  refund_failed: boolean;
  /** Minor units: what came and what went, however often that is recorded. */
  captured: number;
  refunded: number;
}

export interface Waiting {
  readonly waiting_id: string;
  /** Of the booking that it is served with. */
  readonly booking_id: string;
  readonly session: string;
  readonly count: number;
  readonly expires_at: number;
  /** Sequence number of the event that made it. */
  readonly made_by: number;
  /** Its position then; 1 for the head. */
  readonly joined_position: number;
  end: WaitingEnd | null;
}

/** The show as its first event leaves it. */
export function newShow(definition: ShowDefinition, at: number): ShowModel {
  return {
    definition,
    seats: layOutSeats(definition),
    bookings: new Map(),
    reserved: new Map(),
    payments: new Map(),
    waitings: new Map(),
    queue: [],
    queue_by_session: new Map(),
    admitted: new Map(),
    remembered: new Map(),
    sequence: 1,
    at,
    epoch_began: 1,
    terms: new Map(),
    oldest_run_out: Number.POSITIVE_INFINITY,
    cancelled: false,
    captured: 0,
    refunded: 0,
  };
}

/** Seats by index: rows from the screen to the back, each from left to right. */
function layOutSeats({ types, layout }: ShowDefinition): Seat[] {
  return layout.flatMap(({ row, segments }) =>
    segments.flatMap(({ type, first, count }) =>
      Array.from({ length: count }, (_, place) => ({
        seat_id: `${row}-${first + place}`,
        type,
        price: types[type]?.amount ?? Number.NaN,
        booking: null,
        blocked: false,
      })),
    ),
  );
}

export function countAvailable(show: ShowModel): number {
  return show.seats.filter((seat) => seat.booking === null && !seat.blocked).length;
}

/** How many seats may be available some day: those that are neither booked nor blocked. */
export function countAttainable(show: ShowModel): number {
  return show.seats.filter((seat) => !seat.blocked && seat.booking?.status !== 'booked').length;
}

export function isStarted(show: ShowModel): boolean {
  return show.at >= show.definition.starts_at;
}

/** Minor units. */
export function priceOf(show: ShowModel, seats: readonly number[]): number {
  return seats.reduce((total, seat) => total + (show.seats[seat]?.price ?? 0), 0);
}

export function seatNames(show: ShowModel, seats: readonly number[]): string[] {
  return seats.map((seat) => show.seats[seat]?.seat_id ?? `no. ${seat}`);
}
