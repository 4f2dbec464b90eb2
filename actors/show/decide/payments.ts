import type { Limits } from '../../limits.ts';
import type { ConcludePayment, ConcludeRefund, StartPayment } from '../commands.ts';
import { totalOf } from '../seat-map.ts';
import type { ShowState } from '../state.ts';
import { bookingOf, notReserved } from './bookings.ts';
import { accept, type Decision, refuse } from './decision.ts';

/** Rule 9: a payment may be started until the reservation is let go. */
export function startPayment(state: ShowState, command: StartPayment, now: number, limits: Limits): Decision {
  const { session, booking_id, payment_id, payment_token } = command;
  const booking = bookingOf(state, session, booking_id);
  if (booking === undefined) return refuse({ code: 'unknown_booking' });
  if (booking.status !== 'reserved') return refuse(notReserved(booking.status));
  if (booking.payment?.status === 'in_flight') return refuse({ code: 'payment_in_flight' });
  return accept(
    { type: 'payment', payment_id, booking_id },
    {
      type: 'payment_started',
      at: now,
      booking_id,
      payment_id,
      payment_token,
      amount: totalOf(state.seat_map, booking.seats),
      // After an outage a reservation may still be held later than it would have lapsed; its payment gets its time too.
      ends_at: Math.max(booking.lapses_at, now) + limits.payment_ms,
    },
  );
}

/** News of a charge. What is known already, or contradicts what is known, changes nothing. */
export function concludePayment(
  state: ShowState,
  { payment_id, outcome }: ConcludePayment,
  now: number,
): Decision {
  const nothing = { type: 'nothing' } as const;
  const payment = state.open_payments.get(payment_id);
  if (payment === undefined || payment.type !== 'charge') return accept(nothing);
  const is_held = payment.booking.status === 'reserved';
  switch (outcome.type) {
    case 'captured':
      return accept(nothing, {
        type: is_held ? 'payment_captured' : 'payment_captured_late',
        at: now,
        payment_id,
      });
    case 'declined':
      return accept(nothing, { type: 'payment_declined', at: now, payment_id, reason: outcome.reason });
    case 'unknown':
      return payment.troubled
        ? accept(nothing)
        : accept(nothing, { type: 'payment_unknown', at: now, payment_id });
    default:
      return never(outcome);
  }
}

export function concludeRefund(
  state: ShowState,
  { payment_id, outcome }: ConcludeRefund,
  now: number,
): Decision {
  const nothing = { type: 'nothing' } as const;
  const payment = state.open_payments.get(payment_id);
  if (payment === undefined || payment.type !== 'refund') return accept(nothing);
  switch (outcome.type) {
    case 'refunded':
      return accept(nothing, { type: 'payment_refunded', at: now, payment_id });
    case 'failed':
      if (payment.troubled) return accept(nothing);
      return accept(nothing, { type: 'refund_failed', at: now, payment_id, reason: outcome.reason });
    default:
      return never(outcome);
  }
}

function never(outcome: never): never {
  throw new Error(`no outcome of a payment: ${JSON.stringify(outcome)}`);
}
