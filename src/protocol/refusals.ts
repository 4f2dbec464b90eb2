import type { RefusalReason } from '../../actors/show/replies.ts';
import { type Problem, problem } from './problem.ts';

/** The problem document of what the rules refused. */
export function refusalProblem(refusal: RefusalReason): Problem {
  switch (refusal.code) {
    case 'unknown_seat':
    case 'duplicate_seat':
    case 'seat_unavailable':
    case 'already_admitted':
      return problem(refusal.code, { seats: refusal.seats });
    case 'unknown_seat_type':
      return problem('unknown_seat_type', { seat_type: refusal.seat_type });
    case 'too_many_seats':
      return problem('too_many_seats', { held: refusal.held, limit: refusal.limit });
    case 'retry':
      return problem('retry', { reason: refusal.reason, seats: refusal.seats, waiting: refusal.waiting });
    case 'already_waiting':
      return problem('already_waiting', { waiting_id: refusal.waiting_id, count: refusal.count });
    case 'not_reserved':
    case 'not_booked':
      return problem(refusal.code, { booking_status: refusal.status });
    case 'wrong_movie':
    case 'idempotency_key_reused':
    case 'show_full':
    case 'payment_in_flight':
    case 'sales_closed':
    case 'show_cancelled':
    case 'reservation_expired':
    case 'unknown_booking':
    case 'unknown_waiting':
      return problem(refusal.code);
    default:
      return unknownRefusal(refusal);
  }
}

/** The compiler lets nothing through to here as long as each code has its case. */
function unknownRefusal(refusal: never): never {
  throw new TypeError(`a refusal that the protocol does not know: ${JSON.stringify(refusal)}`);
}
