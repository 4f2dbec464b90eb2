import type { ShowEvent } from '../../../actors/show/events.ts';
import { AVAILABLE, BLOCKED, BOOKED, RESERVED, type ShowState } from '../../../actors/show/state.ts';
import { same } from './same.ts';

/** What must hold of the show by itself after every step, whatever the model says. */
export function checkInvariants(state: ShowState, events: readonly ShowEvent[]): void {
  checkSeats(state);
  checkMoney(state);
  checkDoor(state);
  checkOrder(state);
  same(new Set(events.map(({ at }) => at)).size <= 1, true, 'that one step happens at one moment');
}

/** No seat twice, and the counts are right. */
function checkSeats(state: ShowState): void {
  const statuses: number[] = Array.from(state.seat_status, (status) =>
    status === BLOCKED ? BLOCKED : AVAILABLE,
  );
  const held = new Map<string, number>();
  for (const { session, seats, status } of [...state.bookings.values(), ...state.shelf.bookings()]) {
    if (status !== 'reserved' && status !== 'booked') continue;
    if (status === 'reserved') held.set(session, (held.get(session) ?? 0) + seats.length);
    for (const seat of seats) {
      same(statuses[seat], AVAILABLE, `the seat ${seat}, if it is in no other booking and not blocked,`);
      statuses[seat] = status === 'booked' ? BOOKED : RESERVED;
    }
  }
  same(Array.from(state.seat_status), statuses, 'the statuses of the seats');
  same(state.session_seats, held, 'the seats held by each session');
  same(Math.max(0, ...held.values()) <= 10, true, 'that nobody holds more than ten seats');
  for (const type of state.definition.types.keys()) {
    const of_type = statuses.filter((_, seat) => state.seat_map.type_of[seat] === type);
    const available = of_type.filter((status) => status === AVAILABLE).length;
    same(state.available[type], available, 'the count of available seats');
    const sellable = available + of_type.filter((status) => status === RESERVED).length;
    same(state.sellable[type], sellable, 'the count of seats that may come free');
  }
}

/** Each open payment has its booking, and what is captured is booked or to be refunded. */
function checkMoney(state: ShowState): void {
  for (const { booking, payment_id, type } of state.open_payments.values()) {
    const status = type === 'charge' ? 'in_flight' : 'refunding';
    same(state.bookings.get(booking.booking_id) === booking, true, 'that a payment has its booking');
    same(booking.payment, { payment_id, status, reason: null }, 'the payment of the booking');
    const holds_seats = type === 'charge' && booking.status === 'reserved';
    same(state.paying.has(payment_id), holds_seats, 'that the payment holds seats');
    if (type === 'refund') same(['expired', 'cancelled'].includes(booking.status), true, 'that it is over');
  }
  for (const { payment } of state.shelf.bookings()) {
    same(payment?.status, 'captured', 'the payment of what is booked');
  }
  for (const { booking_id, payment, status } of state.bookings.values()) {
    const is_open = state.open_payments.has(payment?.payment_id ?? '');
    same(state.reservations.has(booking_id), status === 'reserved' && !is_open, 'that it waits to be paid');
    same(is_open || status === 'reserved', true, 'that only what is not over is kept');
  }
}

/** Who came in has a seat that is booked. */
function checkDoor({ admissions, seat_status }: ShowState): void {
  for (const [seat] of admissions.entries()) {
    same(seat_status[seat], BOOKED, `the status of the seat ${seat}, with whose ticket somebody came in`);
  }
}

/** Every list has what is due first at its head. */
function checkOrder({ reservations, paying, queue }: ShowState): void {
  const checkSorted = (times: readonly number[], what: string): void =>
    same(
      times,
      times.toSorted((one, other) => one - other),
      what,
    );
  checkSorted(
    [...reservations.values()].map(({ lapses_at }) => lapses_at),
    'the deadlines of reservations',
  );
  checkSorted(
    [...paying.values()].map(({ ends_at }) => ends_at),
    'the deadlines of payments',
  );
  checkSorted(
    [...queue.users()].map(({ expires_at }) => expires_at),
    'the deadlines of waits',
  );
}
