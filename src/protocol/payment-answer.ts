import { type Answer, type Booking, problemAnswer } from './answers.ts';
import { type ProblemMembers, problem } from './problem.ts';
import type { ProblemCode } from './problem-kinds.ts';

/**
 * The standing of a payment that was asked for: 200 booked, 202 in flight, 402 declined and still reserved,
 * 410 too late, 409 given back or cancelled meanwhile.
 */
export function paymentAnswer(payment_id: string, booking: Booking): Answer {
  switch (booking.status) {
    case 'booked':
      return { type: 'booking', status: 200, body: { booking } };
    case 'reserved':
      return isInFlight(payment_id, booking)
        ? { type: 'booking', status: 202, body: { booking } }
        : refused('payment_declined', { ...declineOf(payment_id, booking), booking });
    case 'expired':
      return refused('reservation_expired', { booking });
    case 'released':
    case 'cancelled':
      return refused('not_reserved', { booking_status: booking.status, booking });
  }
}

/** Whether the payment's outcome is still to come, and still decides over the booking. */
export function isInFlight(payment_id: string, booking: Booking): boolean {
  return (
    booking.status === 'reserved' &&
    booking.payment?.payment_id === payment_id &&
    booking.payment.status === 'in_flight'
  );
}

function refused(code: ProblemCode, members: ProblemMembers): Answer {
  return problemAnswer(problem(code, members));
}

/** A later attempt hides this one's reason; that this one was declined is certain, else there would be no later one. */
function declineOf(payment_id: string, { payment }: Booking): ProblemMembers {
  if (payment?.payment_id !== payment_id || payment.reason === null) return {};
  return { reason: payment.reason };
}
