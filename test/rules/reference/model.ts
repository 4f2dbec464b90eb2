import type { Limits } from '../../../actors/limits.ts';
import type { ShowDefinition } from '../../../actors/show/definition.ts';
import type {
  BookingStatus,
  BookingView,
  PaymentStatus,
  Reply,
  SeatStatus,
  SeatView,
  WaitingStatus,
  WaitingView,
} from '../../../actors/show/replies.ts';

/**
 * A box office as plain as can be: it forgets nothing, and finds everything by looking through lists. It was written
 * from the rules as they are told, not from the code that it is to check; they share only the words.
 */
export interface Model {
  readonly definition: ShowDefinition;
  readonly seats: readonly SeatView[];
  limits: Limits;
  /** When something happened last; time never goes back before it. */
  newest_at: number;
  cancelled: boolean;
  /** Seat ids. */
  blocked: string[];
  /** All that were ever made. */
  bookings: Booking[];
  /** All who ever joined, in the order of joining. */
  waits: Wait[];
  /** What was answered to keys. */
  answers: Answer[];
  /** Counts what began to wait for its deadline. */
  turns: number;
}

export interface Booking {
  readonly booking_id: string;
  readonly session: string;
  readonly made_at: number;
  readonly expires_at: number;
  readonly lapses_at: number;
  status: BookingStatus;
  /** Seat ids, in the order of the hall. */
  seats: string[];
  /** Attempts to pay, the newest last. */
  payments: Payment[];
  /** When it began to wait to be paid, among all others: at first, or again after a decline. */
  turn: number;
  /** By seat id: who came in with it, when, and what the door drew for it. */
  admitted: Readonly<Record<string, { readonly admitted_at: number; readonly nonce: string }>>;
}

export interface Payment {
  readonly payment_id: string;
  readonly amount: number;
  readonly started_at: number;
  readonly ends_at: number;
  /** When it was started, among all others. */
  readonly turn: number;
  status: PaymentStatus;
  reason: string | null;
  /** That its outcome is unknown, or its refund failed, is recorded once. */
  troubled: boolean;
}

export interface Wait {
  readonly waiting_id: string;
  readonly booking_id: string;
  readonly session: string;
  readonly count: number;
  readonly joined_at: number;
  readonly expires_at: number;
  status: WaitingStatus;
}

export interface Answer {
  readonly key: string;
  readonly body: string;
  reply: Reply;
}

export function openModel(definition: ShowDefinition, limits: Limits): Model {
  const seats = definition.layout.flatMap(({ row, segments }) =>
    segments.flatMap(({ type, first, count }) =>
      Array.from({ length: count }, (_, index): SeatView => {
        const { name, amount } = definition.types[type] ?? { name: '', amount: Number.NaN };
        const number = first + index;
        return { seat_id: `${row}-${number}`, row, number, type: name, price: amount };
      }),
    ),
  );
  return {
    definition,
    seats,
    limits,
    newest_at: 0,
    cancelled: false,
    blocked: [],
    bookings: [],
    waits: [],
    answers: [],
    turns: 0,
  };
}

export function statusOf(model: Model, seat_id: string): SeatStatus {
  const holders = model.bookings.filter(
    ({ status, seats }) => (status === 'reserved' || status === 'booked') && seats.includes(seat_id),
  );
  if (holders.length > 1) throw new Error(`two bookings have the seat ${seat_id}`);
  const status = holders[0]?.status;
  if (status === 'reserved' || status === 'booked') return status;
  return model.blocked.includes(seat_id) ? 'blocked' : 'available';
}

/** The seat ids with one of these statuses, in the order of the hall. */
export function seatsThatAre(model: Model, ...statuses: readonly SeatStatus[]): readonly string[] {
  return model.seats.map(({ seat_id }) => seat_id).filter((id) => statuses.includes(statusOf(model, id)));
}

export function queueOf(model: Model): readonly Wait[] {
  return model.waits.filter(({ status }) => status === 'waiting');
}

export function newestPayment(booking: Booking): Payment | undefined {
  return booking.payments.at(-1);
}

export function isBeingPaid(booking: Booking): boolean {
  return booking.status === 'reserved' && newestPayment(booking)?.status === 'in_flight';
}

/** What a show still has to do with: the others are remembered only by the tables. */
export function isLive(booking: Booking): boolean {
  const payment = newestPayment(booking)?.status;
  const is_open = payment === 'in_flight' || payment === 'refunding';
  return booking.status === 'reserved' || booking.status === 'booked' || is_open;
}

export function liveBooking(model: Model, session: string, booking_id: string): Booking | undefined {
  return model.bookings.find(
    (booking) => booking.booking_id === booking_id && booking.session === session && isLive(booking),
  );
}

export function priceOf(model: Model, seats: readonly string[]): number {
  return viewSeats(model, seats).reduce((sum, { price }) => sum + price, 0);
}

/** Versions are not foretold: they only have to grow with each change, which is checked elsewhere. */
const ANY_VERSION = 0;

export function viewBooking(model: Model, booking: Booking): BookingView {
  const payment = newestPayment(booking);
  return {
    booking_id: booking.booking_id,
    show_id: model.definition.show_id,
    status: booking.status,
    version: ANY_VERSION,
    seats: viewSeats(model, booking.seats),
    total: priceOf(model, booking.seats),
    currency: model.definition.currency,
    expires_at: booking.expires_at,
    payment:
      payment === undefined
        ? null
        : { payment_id: payment.payment_id, status: payment.status, reason: payment.reason },
  };
}

export function viewWait(model: Model, wait: Wait): WaitingView {
  const booking = model.bookings.find(({ booking_id }) => booking_id === wait.booking_id);
  const place = queueOf(model).indexOf(wait);
  return {
    waiting_id: wait.waiting_id,
    show_id: model.definition.show_id,
    status: wait.status,
    version: ANY_VERSION,
    count: wait.count,
    position: place === -1 ? null : place + 1,
    expires_at: wait.expires_at,
    booking: wait.status === 'served' && booking !== undefined ? viewBooking(model, booking) : null,
  };
}

function viewSeats(model: Model, seat_ids: readonly string[]): SeatView[] {
  return model.seats.filter(({ seat_id }) => seat_ids.includes(seat_id));
}
