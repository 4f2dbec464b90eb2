import type { Booking, OpenPayment } from './booking.ts';
import { touch } from './changes.ts';
import type { PaymentCapturedLate, PaymentStarted, TicketAdmitted } from './events.ts';
import { endAllWaiting } from './evolve-queue.ts';
import type { BookingStatus, PaymentStatus } from './replies.ts';
import { totalOf } from './seat-map.ts';
import { AVAILABLE, BOOKED, type ShowState, setSeatStatus } from './state.ts';

export function startPayment(state: ShowState, event: PaymentStarted): void {
  if (state.open_payments.has(event.payment_id))
    throw new Error(`the payment ${event.payment_id} was started before`);
  const booking = state.reservations.delete(event.booking_id);
  if (booking === undefined) throw new Error(`the booking ${event.booking_id} is not waiting to be paid`);
  const payment: OpenPayment = {
    payment_id: event.payment_id,
    booking,
    payment_token: event.payment_token,
    amount: event.amount,
    started_at: event.at,
    ends_at: event.ends_at,
    type: 'charge',
    troubled: false,
  };
  state.open_payments.set(payment.payment_id, payment);
  state.paying.insertInOrder(payment.payment_id, payment, ({ ends_at }) => ends_at);
  touch(state.changes.payments_due, payment.payment_id);
  setPaymentStatus(state, booking, payment.payment_id, 'in_flight');
}

/** The outcome of a charge is not known, or a refund failed: the payment stays open. */
export function trouble(state: ShowState, payment_id: string): void {
  openPayment(state, payment_id).troubled = true;
}

/** A declined charge: its booking, if it is still held, waits to be paid again, in the place its deadline gives it. */
export function releasePaying(state: ShowState, payment_id: string, reason: string): void {
  const { booking } = openPayment(state, payment_id);
  state.open_payments.delete(payment_id);
  state.paying.delete(payment_id);
  setPaymentStatus(state, booking, payment_id, 'declined', reason);
  if (booking.status === 'reserved') {
    state.reservations.insertInOrder(booking.booking_id, booking, ({ lapses_at }) => lapses_at);
  } else {
    state.bookings.delete(booking.booking_id);
  }
}

export function bookPaid(state: ShowState, payment_id: string): void {
  const { booking } = openPayment(state, payment_id);
  if (booking.status !== 'reserved') throw new Error(`the booking ${booking.booking_id} is held no longer`);
  state.open_payments.delete(payment_id);
  state.paying.delete(payment_id);
  forgetHeldSeats(state, booking);
  for (const seat of booking.seats) setSeatStatus(state, seat, BOOKED);
  booking.status = 'booked';
  setPaymentStatus(state, booking, payment_id, 'captured');
  state.bookings.delete(booking.booking_id);
  state.shelf.put(booking);
}

/** Rule 9: it succeeded after its reservation was let go. */
export function refundLate(state: ShowState, { payment_id, at }: PaymentCapturedLate): void {
  const payment = openPayment(state, payment_id);
  if (payment.booking.status === 'reserved') throw new Error(`the payment ${payment_id} is not late`);
  dueRefund(state, { ...payment, type: 'refund', troubled: false, started_at: at });
}

export function closeRefund(state: ShowState, payment_id: string): void {
  const { booking, type } = openPayment(state, payment_id);
  if (type !== 'refund') throw new Error(`no refund is due for the payment ${payment_id}`);
  state.open_payments.delete(payment_id);
  state.bookings.delete(booking.booking_id);
  setPaymentStatus(state, booking, payment_id, 'refunded');
}

/** Frees the booking's seats. A charge in flight stays open; what was captured is to be refunded. */
export function endBooking(
  state: ShowState,
  booking: Booking,
  status: Exclude<BookingStatus, 'reserved' | 'booked'>,
  at: number,
): void {
  const was_booked = booking.status === 'booked';
  if (!was_booked) forgetHeldSeats(state, booking);
  for (const seat of booking.seats) setSeatStatus(state, seat, AVAILABLE);
  booking.status = status;
  booking.version += 1;
  touch(state.changes.bookings, booking);
  if (was_booked) {
    refundBooked(state, booking, at);
    return;
  }
  state.reservations.delete(booking.booking_id);
  const payment = booking.payment?.status === 'in_flight' ? booking.payment : null;
  if (payment === null) state.bookings.delete(booking.booking_id);
  else state.paying.delete(payment.payment_id);
}

/** What was booked and paid, and nobody has come in with. */
export function cancelBooked(state: ShowState, booking_id: string, at: number): void {
  const booking = state.shelf.take(booking_id);
  if (booking.seats.some((seat) => state.admissions.find(seat) !== undefined)) {
    throw new Error(`somebody came in with the booking ${booking_id}`);
  }
  endBooking(state, booking, 'cancelled', at);
}

export function admitTicket(state: ShowState, event: TicketAdmitted): void {
  const { booking_id, seat, admitted_at, nonce } = event;
  if (state.shelf.find(booking_id)?.seats.includes(seat) !== true) {
    throw new Error(`the booking ${booking_id} has no ticket for the seat with the index ${seat}`);
  }
  state.admissions.admit(seat, { admitted_at, nonce });
}

/** Rule 10: everything is cancelled, everybody is told. */
export function cancelShow(state: ShowState, at: number): void {
  state.cancelled = true;
  const being_paid = [...state.paying.values()].map(({ booking }) => booking);
  for (const booking of [...state.reservations.values(), ...being_paid]) {
    endBooking(state, booking, 'cancelled', at);
  }
  for (const booking of [...state.shelf.bookings()]) {
    endBooking(state, state.shelf.take(booking.booking_id), 'cancelled', at);
  }
  state.admissions.clear();
  endAllWaiting(state, 1, 'show_cancelled');
}

function refundBooked(state: ShowState, booking: Booking, at: number): void {
  const { payment } = booking;
  if (payment === null) throw new Error(`the booked booking ${booking.booking_id} was never paid`);
  state.bookings.set(booking.booking_id, booking);
  dueRefund(state, {
    payment_id: payment.payment_id,
    booking,
    payment_token: '',
    amount: totalOf(state.seat_map, booking.seats),
    started_at: at,
    ends_at: booking.lapses_at,
    type: 'refund',
    troubled: false,
  });
}

function dueRefund(state: ShowState, payment: OpenPayment): void {
  state.open_payments.set(payment.payment_id, payment);
  touch(state.changes.payments_due, payment.payment_id);
  setPaymentStatus(state, payment.booking, payment.payment_id, 'refunding');
}

function setPaymentStatus(
  state: ShowState,
  booking: Booking,
  payment_id: string,
  status: PaymentStatus,
  reason: string | null = null,
): void {
  booking.payment = { payment_id, status, reason };
  booking.version += 1;
  touch(state.changes.bookings, booking);
}

function forgetHeldSeats(state: ShowState, { session, seats }: Booking): void {
  const left = (state.session_seats.get(session) ?? 0) - seats.length;
  if (left < 0) throw new Error('a session holds fewer seats than it lets go');
  if (left === 0) state.session_seats.delete(session);
  else state.session_seats.set(session, left);
}

function openPayment(state: ShowState, payment_id: string): OpenPayment {
  const payment = state.open_payments.get(payment_id);
  if (payment === undefined) throw new Error(`the payment ${payment_id} is not open`);
  return payment;
}
