import { SEATS_PER_SESSION } from '../../../actors/limits.ts';
import type { BookingStatus, RefusalReason } from '../../../actors/show/replies.ts';
import type { HallSeat } from './store.ts';

/** What both stores say where they refuse, in their own words. */
export interface StoredRefusal {
  readonly refused: string;
  /** The seats that it is about. */
  readonly about?: readonly number[] | null;
  /** `too_many_seats`: how many the session has; `already_waiting`: how many it waits for. */
  readonly held?: number | null;
  /** `unfit`: the status of the booking. */
  readonly status?: BookingStatus;
  readonly waiting_id?: string;
}

/** How the rules say it. `waiting`: how many are in the show's queue. */
export function refusalOf(
  { refused, about, held, status, waiting_id }: StoredRefusal,
  waiting: number,
  hall: readonly HallSeat[],
): RefusalReason {
  const seats = (about ?? []).map((seat) => hall[seat]?.seat_id ?? '');
  switch (refused) {
    case 'show_full':
    case 'unknown_booking':
    case 'unknown_waiting':
    case 'idempotency_key_reused':
      return { code: refused };
    case 'seat_unavailable':
      return { code: refused, seats };
    case 'held':
    case 'queue':
      return { code: 'retry', reason: refused, seats, waiting };
    case 'too_many_seats':
      return { code: refused, held: held ?? 0, limit: SEATS_PER_SESSION };
    case 'already_waiting':
      return { code: refused, waiting_id: waiting_id ?? '', count: held ?? 0 };
    case 'unfit':
      return unfit(status);
    default:
      throw new RangeError(`The store refused for no reason that is known: ${refused}`);
  }
}

/** A reservation that cannot be paid any more is one that the next sweep will end. */
function unfit(status: BookingStatus | undefined): RefusalReason {
  if (status === undefined) return { code: 'unknown_booking' };
  if (status === 'expired' || status === 'reserved') return { code: 'reservation_expired' };
  return { code: 'not_reserved', status };
}
