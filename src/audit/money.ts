import type {
  PaymentCaptured,
  PaymentCapturedLate,
  PaymentDeclined,
  PaymentRefunded,
  PaymentStarted,
  PaymentUnknown,
  RefundFailed,
} from '../../actors/show/events.ts';
import type { PaymentStatus } from '../../actors/show/replies.ts';
import type { Accuse } from './findings.ts';
import { findReservation } from './reservations.ts';
import { type Booking, type Payment, priceOf, type ShowModel } from './show-model.ts';
import { checkTerm } from './terms.ts';

export function paymentStarted(show: ShowModel, event: PaymentStarted, accuse: Accuse): void {
  const { payment_id, amount, ends_at } = event;
  const booking = findReservation(show, event.booking_id, accuse);
  if (booking === undefined) return;
  if (show.payments.has(payment_id)) accuse('id_reused', `there is a payment ${payment_id} already`);
  if (booking.payment?.status === 'in_flight') {
    accuse(
      'payment_in_flight',
      `booking ${booking.booking_id} is being paid by ${booking.payment.payment_id} already`,
    );
  }
  const price = priceOf(show, booking.seats);
  if (amount !== price) {
    accuse('payment_amount', `payment ${payment_id} is of ${amount}, and its seats cost ${price}`);
  }
  if (ends_at < booking.lapses_at) {
    accuse(
      'deadline_invalid',
      `payment ${payment_id} has to end at ${ends_at}, before its reservation lapses`,
    );
  }
  // After an outage a reservation may still be held later than it would have lapsed.
  const granted_ms = ends_at - Math.max(booking.lapses_at, event.at);
  checkTerm(show, 'the time for a payment to end', granted_ms, `payment ${payment_id}`, accuse);
  const payment: Payment = {
    payment_id,
    booking,
    amount,
    ends_at,
    started_by: show.sequence,
    status: 'in_flight',
    reason: null,
    unknown: false,
    refund_failed: false,
    captured: 0,
    refunded: 0,
  };
  show.payments.set(payment_id, payment);
  booking.payment = payment;
  booking.version += 1;
}

export function paymentUnknown(show: ShowModel, event: PaymentUnknown, accuse: Accuse): void {
  const payment = findInFlight(show, event.payment_id, accuse);
  if (payment === undefined) return;
  if (payment.unknown) {
    accuse('trouble_repeated', `payment ${payment.payment_id} was recorded as unknown before`);
  }
  payment.unknown = true;
}

export function paymentDeclined(show: ShowModel, event: PaymentDeclined, accuse: Accuse): void {
  const payment = findInFlight(show, event.payment_id, accuse);
  if (payment !== undefined) conclude(payment, 'declined', event.reason);
}

export function paymentCaptured(show: ShowModel, event: PaymentCaptured, accuse: Accuse): void {
  const payment = findInFlight(show, event.payment_id, accuse);
  if (payment === undefined) return;
  addCaptured(show, payment);
  const { booking } = payment;
  if (booking.status !== 'reserved') {
    accuse(
      'captured_let_go',
      `payment ${payment.payment_id} is to book ${booking.booking_id}, which is ${booking.status}`,
    );
    return;
  }
  show.reserved.delete(booking.booking_id);
  booking.status = 'booked';
  conclude(payment, 'captured');
}

export function paymentCapturedLate(show: ShowModel, event: PaymentCapturedLate, accuse: Accuse): void {
  const payment = findInFlight(show, event.payment_id, accuse);
  if (payment === undefined) return;
  addCaptured(show, payment);
  const { booking_id, status } = payment.booking;
  if (status === 'reserved') {
    accuse('late_while_held', `booking ${booking_id} is still held when ${payment.payment_id} succeeds`);
  }
  conclude(payment, 'refunding');
}

export function refundFailed(show: ShowModel, event: RefundFailed, accuse: Accuse): void {
  const payment = findRefundDue(show, event.payment_id, accuse);
  if (payment === undefined) return;
  if (payment.refund_failed) {
    accuse('trouble_repeated', `the refund of ${payment.payment_id} was recorded as failed before`);
  }
  payment.refund_failed = true;
}

export function paymentRefunded(show: ShowModel, event: PaymentRefunded, accuse: Accuse): void {
  const known = show.payments.get(event.payment_id);
  if (known !== undefined) addRefunded(show, known);
  const payment = findRefundDue(show, event.payment_id, accuse);
  if (payment !== undefined) conclude(payment, 'refunded');
}

/** At the end: accounts of their own, which know only what money came and went, against what seats are booked. */
export function checkBalance(show: ShowModel, accuse: Accuse): void {
  checkBookings(show, accuse);
  const booked = show.seats.reduce(
    (sum, { booking, price }) => sum + (booking?.status === 'booked' ? price : 0),
    0,
  );
  const due = refundsDue(show);
  if (show.captured - show.refunded !== booked + due) {
    const money = `${show.captured} was captured and ${show.refunded} refunded`;
    accuse(
      'money_disagrees',
      `${money}, while the booked seats cost ${booked} and refunds of ${due} are due`,
    );
  }
}

/** One booking at a time, so that what one has too much cannot make up for what another has too little. */
function checkBookings(show: ShowModel, accuse: Accuse): void {
  const kept = new Map<Booking, number>();
  for (const { booking, captured, refunded, status, amount } of show.payments.values()) {
    const due = status === 'refunding' ? amount : 0;
    kept.set(booking, (kept.get(booking) ?? 0) + captured - refunded - due);
  }
  for (const booking of show.bookings.values()) {
    const { booking_id, status, seats } = booking;
    const owed = status === 'booked' ? priceOf(show, seats) : 0;
    const paid = kept.get(booking) ?? 0;
    if (paid !== owed) {
      accuse(
        'booking_unbalanced',
        `booking ${booking_id} is ${status}: ${paid} is kept for it, and has to be ${owed}`,
      );
    }
  }
}

/** Minor units. */
export function refundsDue(show: ShowModel): number {
  let due = 0;
  for (const { status, amount } of show.payments.values()) if (status === 'refunding') due += amount;
  return due;
}

function addCaptured(show: ShowModel, payment: Payment): void {
  payment.captured += payment.amount;
  show.captured += payment.amount;
}

function addRefunded(show: ShowModel, payment: Payment): void {
  payment.refunded += payment.amount;
  show.refunded += payment.amount;
}

function conclude(payment: Payment, status: PaymentStatus, reason: string | null = null): void {
  payment.status = status;
  payment.reason = reason;
  payment.booking.version += 1;
}

function findPayment(show: ShowModel, payment_id: string, accuse: Accuse): Payment | undefined {
  const payment = show.payments.get(payment_id);
  if (payment === undefined) accuse('payment_unknown', `there is no payment ${payment_id}`);
  return payment;
}

function findInFlight(show: ShowModel, payment_id: string, accuse: Accuse): Payment | undefined {
  const payment = findPayment(show, payment_id, accuse);
  if (payment === undefined || payment.status === 'in_flight') return payment;
  accuse('payment_ended_twice', `payment ${payment_id} has ended before, and is ${payment.status}`);
  return undefined;
}

function findRefundDue(show: ShowModel, payment_id: string, accuse: Accuse): Payment | undefined {
  const payment = findPayment(show, payment_id, accuse);
  if (payment === undefined || payment.status === 'refunding') return payment;
  accuse(
    'refund_not_due',
    `payment ${payment_id} is ${payment.status}, and booking ${payment.booking.booking_id} ${payment.booking.status}`,
  );
  return undefined;
}
