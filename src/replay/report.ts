import type { Booking, OpenPayment } from '../../actors/show/booking.ts';
import { seatAt, totalOf } from '../../actors/show/seat-map.ts';
import { AVAILABLE, BLOCKED, BOOKED, RESERVED, type ShowState } from '../../actors/show/state.ts';
import { formatDuration } from '../duration.ts';
import { formatMoney } from '../money.ts';
import type { ShowMoment } from './moment.ts';
import { AVAILABLE_SIGN, BLOCKED_SIGN, BOOKED_SIGN, drawSeats, reservationSign } from './seat-picture.ts';

/** Describes a show at one moment for a terminal: its seats, reservations, open payments and queue. */
export function formatMoment({ state, at, events_total }: ShowMoment): string {
  const reservations = [...state.reservations.values()];
  const paying = [...state.paying.values()];
  const held = [...reservations, ...paying.map((payment) => payment.booking)];
  const refunds = [...state.open_payments.values()].filter((payment) => payment.type === 'refund');
  return [
    `Show ${state.definition.show_id}, which starts ${instant(state.definition.starts_at)}`,
    `as it was ${instant(at)}, after ${state.sequence} of its ${events_total} events`,
    ...(state.cancelled ? ['The show is cancelled.'] : []),
    '',
    ...drawSeats(
      state,
      held.map((booking) => booking.seats),
    ),
    '',
    legend(state, held.length),
    ...section('Reservations', reservations, (booking, index) => [
      reservationSign(index),
      describeBooking(state, booking),
      timeLeft(booking.expires_at, at, booking.lapses_at),
    ]),
    ...section('Being paid', paying, (payment, index) => [
      reservationSign(reservations.length + index),
      describeBooking(state, payment.booking),
      describePayment(payment, at),
    ]),
    ...section('Refunds that are due', refunds, (payment) => [
      `payment ${payment.payment_id}`,
      formatMoney(payment.amount, state.definition.currency),
    ]),
    ...section('Tickets that were let in', [...state.admissions.entries()], ([seat, { admitted_at }]) => [
      seatAt(state.seat_map, seat).seat_id,
      instant(admitted_at),
    ]),
    ...section('Queue', [...state.queue.users()], (user, index) => [
      String(index + 1),
      `waiting ${user.waiting_id}`,
      `wants ${user.count}`,
      `since ${instant(user.joined_at)}`,
      timeLeft(user.expires_at, at, user.expires_at),
    ]),
  ].join('\n');
}

function legend(state: ShowState, held: number): string {
  const count = (status: number): number => state.seat_status.filter((each) => each === status).length;
  const reserved_signs = held > 1 ? `a to ${reservationSign(held - 1)}` : 'a';
  return [
    `  ${AVAILABLE_SIGN} available: ${count(AVAILABLE)}`,
    `${reserved_signs} reserved: ${count(RESERVED)}`,
    `${BOOKED_SIGN} booked: ${count(BOOKED)}`,
    `${BLOCKED_SIGN} blocked: ${count(BLOCKED)}`,
  ].join('   ');
}

function section<Item>(
  title: string,
  items: readonly Item[],
  describe: (item: Item, index: number) => readonly string[],
): string[] {
  const lines = items.map((item, index) => `  ${describe(item, index).join('  ')}`);
  return ['', `${title}: ${items.length}`, ...lines];
}

function describeBooking(state: ShowState, booking: Booking): string {
  const seats = booking.seats.map((seat) => seatAt(state.seat_map, seat).seat_id).join(' ');
  const total = formatMoney(totalOf(state.seat_map, booking.seats), state.definition.currency);
  return `booking ${booking.booking_id}  ${seats}  ${total}`;
}

function describePayment(payment: OpenPayment, at: number): string {
  const unknown = payment.troubled ? ', its outcome is not known yet' : '';
  return `payment ${payment.payment_id}${unknown}, holds its seats for ${formatDuration(payment.ends_at - at)}`;
}

/** What the client is told, and what becomes of it once that is over. */
function timeLeft(told: number, at: number, ends: number): string {
  if (at < told) return `${formatDuration(told - at)} left`;
  return at < ends
    ? `time is up, ends in ${formatDuration(ends - at)}`
    : 'overdue: ends with the next step of the show';
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
