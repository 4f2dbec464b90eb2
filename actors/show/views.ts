import type { Booking, BookingRecord } from './booking.ts';
import { recordBooking } from './booking.ts';
import type { EndedWaiting } from './changes.ts';
import type { Answer, WaitingRecord } from './remembered-answer.ts';
import type { BookingView, DoorListTicket, Reply, SeatMapView, SeatStatus, WaitingView } from './replies.ts';
import { seatAt, totalOf } from './seat-map.ts';
import type { ShowState } from './state.ts';
import type { WaitingUser } from './waiting-record.ts';

/** By the numbers in `ShowState.seat_status`. */
const SEAT_STATUS_NAMES: readonly SeatStatus[] = ['available', 'reserved', 'booked', 'blocked'];

export function bookingView(state: ShowState, record: BookingRecord): BookingView {
  return {
    booking_id: record.booking_id,
    show_id: state.definition.show_id,
    status: record.status,
    version: record.version,
    seats: record.seats.map((seat) => seatAt(state.seat_map, seat)),
    total: totalOf(state.seat_map, record.seats),
    currency: state.definition.currency,
    expires_at: record.expires_at,
    payment: record.payment,
  };
}

export function waitingView(state: ShowState, record: WaitingRecord): WaitingView {
  const { waiting_id, status, version, count, position, expires_at, booking } = record;
  return {
    waiting_id,
    show_id: state.definition.show_id,
    status,
    version,
    count,
    position,
    expires_at,
    booking: booking === null ? null : bookingView(state, booking),
  };
}

export function seatMapView(state: ShowState): SeatMapView {
  return {
    show_id: state.definition.show_id,
    version: state.sequence,
    currency: state.definition.currency,
    seats: state.seat_map.seats,
    statuses: state.seat_map.seats.map((_, index) => seatStatus(state, index)),
  };
}

/** The tickets of all booked bookings, in the order of the hall. */
export function doorList(state: ShowState): DoorListTicket[] {
  const sold = [...state.shelf.bookings()].flatMap(({ booking_id, seats }) =>
    seats.map((seat) => ({ booking_id, seat })),
  );
  sold.sort((one, other) => one.seat - other.seat);
  return sold.map(({ booking_id, seat }) => ({
    booking_id,
    seat_id: seatAt(state.seat_map, seat).seat_id,
    admitted_at: state.admissions.find(seat)?.admitted_at ?? null,
  }));
}

export function seatStatus(state: ShowState, seat: number): SeatStatus {
  const name = SEAT_STATUS_NAMES[state.seat_status[seat] ?? -1];
  if (name === undefined) throw new RangeError(`the seat with the index ${seat} has no status`);
  return name;
}

/** Somebody who waits, as of now: each step forward is a new version. */
function recordWaiting(state: ShowState, user: WaitingUser): WaitingRecord {
  const position = state.queue.position(user.waiting_id);
  return {
    waiting_id: user.waiting_id,
    session: user.session,
    status: 'waiting',
    version: 1 + user.joined_position - position,
    count: user.count,
    position,
    expires_at: user.expires_at,
    booking: null,
  };
}

/** The end of a wait is newer than every position could have been. */
export function recordEndedWaiting({ user, status, booking }: EndedWaiting): WaitingRecord {
  return {
    waiting_id: user.waiting_id,
    session: user.session,
    status,
    version: 1 + user.joined_position,
    count: user.count,
    position: null,
    expires_at: user.expires_at,
    booking: booking === null ? null : recordBooking(booking),
  };
}

export function replyWith(state: ShowState, answer: Answer): Reply {
  switch (answer.type) {
    case 'booking':
      return { type: 'booking', booking: bookingView(state, answer.booking) };
    case 'payment':
      return { type: 'payment', payment_id: answer.payment_id, booking: bookingView(state, answer.booking) };
    case 'waiting':
      return { type: 'waiting', waiting: waitingView(state, answer.waiting) };
    default:
      return never(answer);
  }
}

/** The booking, also where the step under way has just ended it. The shelf is asked last, since it is searched. */
export function bookingInStep(state: ShowState, booking_id: string): Booking {
  const held = state.bookings.get(booking_id);
  if (held !== undefined) return held;
  for (const changed of state.changes.bookings) if (changed.booking_id === booking_id) return changed;
  const booked = state.shelf.find(booking_id);
  if (booked === undefined) throw new Error(`the show has no booking ${booking_id}`);
  return booked;
}

/** The place in the queue, also where the step under way has just ended it. */
export function waitingInStep(state: ShowState, waiting_id: string): WaitingRecord {
  const user = state.queue.get(waiting_id);
  if (user !== undefined) return recordWaiting(state, user);
  const ended = state.changes.ended_waitings.find((waiting) => waiting.user.waiting_id === waiting_id);
  if (ended === undefined) throw new Error(`nobody waits with the id ${waiting_id}`);
  return recordEndedWaiting(ended);
}

function never(answer: never): never {
  throw new Error(`no answer of a show: ${JSON.stringify(answer)}`);
}
