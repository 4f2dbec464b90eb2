import { requireWholeNumbers } from '../../persistence/whole-numbers.ts';
import { LinkedHashMap } from '../collections/linked-hash-map.ts';
import { Admissions } from './admissions.ts';
import { BookedShelf } from './booked-shelf.ts';
import type { Booking, OpenPayment } from './booking.ts';
import { type Changes, noChanges, touch } from './changes.ts';
import type { ShowDefinition } from './definition.ts';
import { RememberedAnswers } from './remembered-answers.ts';
import { type SeatMap, seatMapOf } from './seat-map.ts';
import { WaitingQueue } from './waiting-queue.ts';

/** What stands in `ShowState.seat_status`; by these numbers in snapshots too. */
export const AVAILABLE = 0;
export const RESERVED = 1;
export const BOOKED = 2;
export const BLOCKED = 3;

/**
 * Everything a show's actor owns. `evolve` changes it in place (a copy for each event would cost more than the rules do),
 * so who hands a state to `evolve` must not use the old one again.
 */
export interface ShowState {
  readonly definition: ShowDefinition;
  readonly seat_map: SeatMap;
  /** Sequence number of the newest event; 0 before the show is opened. */
  sequence: number;
  /** Rule 3: the show's clock never goes back before this. */
  last_event_at: number;
  cancelled: boolean;

  readonly seat_status: Uint8Array;
  /** By index of seat type: seats that are available, and seats that are neither booked nor blocked. */
  readonly available: Int32Array;
  readonly sellable: Int32Array;

  /** Reserved, or ended or booked with a payment still open; booked and paid ones lie on the shelf. */
  readonly bookings: Map<string, Booking>;
  /** Reserved and not being paid, the soonest to lapse first. */
  readonly reservations: LinkedHashMap<string, Booking>;
  /** Charges in flight that still hold their booking's seats, the soonest to end first. */
  readonly paying: LinkedHashMap<string, OpenPayment>;
  readonly shelf: BookedShelf;
  /** Of bookings on the shelf only. */
  readonly admissions: Admissions;
  readonly open_payments: Map<string, OpenPayment>;
  /** Reserved seats of each session that has any. */
  readonly session_seats: Map<string, number>;

  readonly queue: WaitingQueue;
  readonly answers: RememberedAnswers;
  /** What the step under way has touched so far. */
  changes: Changes;
}

/** A show that nothing has happened to yet. */
export function initialState(definition: ShowDefinition): ShowState {
  requireWholeNumbers(definition.starts_at, ...definition.types.map(({ amount }) => amount));
  const seat_map = seatMapOf(definition);
  const seats_by_type = new Int32Array(definition.types.length);
  for (const type of seat_map.type_of) seats_by_type[type] = (seats_by_type[type] ?? 0) + 1;
  return {
    definition,
    seat_map,
    sequence: 0,
    last_event_at: 0,
    cancelled: false,
    seat_status: new Uint8Array(seat_map.seats.length),
    available: seats_by_type,
    sellable: seats_by_type.slice(),
    bookings: new Map(),
    reservations: new LinkedHashMap(),
    paying: new LinkedHashMap(),
    shelf: new BookedShelf(),
    admissions: new Admissions(),
    open_payments: new Map(),
    session_seats: new Map(),
    queue: new WaitingQueue(),
    answers: new RememberedAnswers(),
    changes: noChanges(),
  };
}

export function availableSeats(state: ShowState): number {
  return sum(state.available);
}

/** Seats that are neither booked nor blocked: those that may still come free. */
export function sellableSeats(state: ShowState): number {
  return sum(state.sellable);
}

function sum(counts: Int32Array): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}

/** Rule 10: when the show starts, reserving, joining, changing and serving stop. */
export function areSalesOpen(state: ShowState, now: number): boolean {
  return !state.cancelled && now < state.definition.starts_at;
}

/** Rule 2: the seats that count towards a session's ten. */
export function seatsOfSession(state: ShowState, session: string): number {
  return (state.session_seats.get(session) ?? 0) + (state.queue.ofSession(session)?.count ?? 0);
}

export function setSeatStatus(state: ShowState, seat: number, status: number): void {
  const before = state.seat_status[seat];
  const type = state.seat_map.type_of[seat];
  if (before === undefined || type === undefined)
    throw new RangeError(`the hall has no seat with the index ${seat}`);
  if (before === status) return;
  state.seat_status[seat] = status;
  state.available[type] =
    (state.available[type] ?? 0) + Number(status === AVAILABLE) - Number(before === AVAILABLE);
  state.sellable[type] =
    (state.sellable[type] ?? 0) + Number(isSellable(status)) - Number(isSellable(before));
  touch(state.changes.seats, seat);
}

function isSellable(status: number): boolean {
  return status === AVAILABLE || status === RESERVED;
}
