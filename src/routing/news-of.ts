import type { ShowFact } from '../../actors/engine/contract.ts';
import { bookingOf, waitingOf } from '../protocol/replies.ts';
import type { ShowNews } from './routing.ts';

/** What the outside hears of a step. Nothing of it names a session: a fact's events stay inside. */
export function newsOf(fact: ShowFact): ShowNews {
  return {
    show_id: fact.show_id,
    previous_version: fact.sequence - 1,
    version: fact.sequence + fact.events.length - 1,
    seats: fact.seats,
    bookings: fact.bookings.map(bookingOf),
    ended_waitings: fact.ended_waitings.map(waitingOf),
    queue_moved: fact.queue_moved,
  };
}
