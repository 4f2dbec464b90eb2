import type { ConcludePayment, ConcludeRefund, StartPayment } from '../../../actors/show/commands.ts';
import type { Outcome } from './ask.ts';
import { isNotReserved } from './bookings.ts';
import { happen } from './due.ts';
import { type Booking, liveBooking, type Model, type Payment, priceOf, viewBooking } from './model.ts';

/** Rule 9. */
export function startPayment(model: Model, command: StartPayment, now: number): Outcome {
  const { session, booking_id, payment_id } = command;
  const booking = liveBooking(model, session, booking_id);
  if (booking === undefined) return { code: 'unknown_booking' };
  const refusal = isNotReserved(booking);
  if (refusal !== null) return refusal;
  model.turns += 1;
  booking.payments.push({
    payment_id,
    amount: priceOf(model, booking.seats),
    started_at: now,
    // After an outage it may be started later than the reservation would have lapsed; it has its time then too.
    ends_at: Math.max(booking.lapses_at, now) + model.limits.payment_ms,
    turn: model.turns,
    status: 'in_flight',
    reason: null,
    troubled: false,
  });
  happen(model, now);
  return () => ({ type: 'payment', payment_id, booking: viewBooking(model, booking) });
}

/** News of a charge; what is known already, or contradicts what is known, changes nothing. */
export function concludePayment(model: Model, { payment_id, outcome }: ConcludePayment, now: number): void {
  const found = findPayment(model, payment_id);
  if (found === null || found.payment.status !== 'in_flight') return;
  const { booking, payment } = found;
  switch (outcome.type) {
    case 'captured':
      if (booking.status === 'reserved') {
        booking.status = 'booked';
        payment.status = 'captured';
      } else {
        payment.status = 'refunding';
        payment.troubled = false;
      }
      break;
    case 'declined':
      payment.status = 'declined';
      payment.reason = outcome.reason;
      model.turns += 1;
      booking.turn = model.turns;
      break;
    case 'unknown':
      if (payment.troubled) return;
      payment.troubled = true;
      break;
  }
  happen(model, now);
}

export function concludeRefund(model: Model, { payment_id, outcome }: ConcludeRefund, now: number): void {
  const found = findPayment(model, payment_id);
  if (found === null || found.payment.status !== 'refunding') return;
  const { payment } = found;
  if (outcome.type === 'refunded') payment.status = 'refunded';
  else if (payment.troubled) return;
  else payment.troubled = true;
  happen(model, now);
}

function findPayment(model: Model, payment_id: string): { booking: Booking; payment: Payment } | null {
  for (const booking of model.bookings) {
    for (const payment of booking.payments)
      if (payment.payment_id === payment_id) return { booking, payment };
  }
  return null;
}
