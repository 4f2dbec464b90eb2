import { setImmediate as nextTurn } from 'node:timers/promises';
import { ENDED_WAITS_A_TURN } from '../limits.ts';
import type { ShowFact } from './contract.ts';

/** Hands facts on in their order for each show. */
export interface Newsroom {
  tell(fact: ShowFact): void;
}

/**
 * The end of a whole queue is one step, but a hundred thousand users are to hear of it, and each of them costs the listeners
 * a while: so such a step is told over many turns of the event loop, and what happens to its show meanwhile waits its turn.
 * All other facts are told at once. `tell` throws never.
 */
export function openNewsroom(tell: (fact: ShowFact) => void): Newsroom {
  /** The facts of each show that has more news than one turn takes. */
  const waiting = new Map<string, ShowFact[]>();

  const tellBitByBit = async (show_id: string, facts: readonly ShowFact[]): Promise<void> => {
    // What comes up meanwhile is added to the list, and told as well.
    for (const fact of facts) {
      for (const part of partsOf(fact)) {
        tell(part);
        await nextTurn();
      }
    }
    waiting.delete(show_id);
  };

  return {
    tell: (fact) => {
      const { show_id } = fact;
      const before = waiting.get(show_id);
      if (before !== undefined) {
        before.push(fact);
      } else if (fact.ended_waitings.length <= ENDED_WAITS_A_TURN) {
        tell(fact);
      } else {
        const facts = [fact];
        waiting.set(show_id, facts);
        void tellBitByBit(show_id, facts);
      }
    },
  };
}

/** The fact as it is told, turn by turn: first all of it but for most of the waits that it ended, then these. */
function* partsOf(fact: ShowFact): Iterable<ShowFact> {
  const all = fact.ended_waitings;
  yield { ...fact, ended_waitings: all.slice(0, ENDED_WAITS_A_TURN) };
  const nothing_else = {
    ...fact,
    sequence: fact.sequence + fact.events.length,
    events: [],
    seats: [],
    bookings: [],
    queue_moved: false,
  };
  for (let told = ENDED_WAITS_A_TURN; told < all.length; told += ENDED_WAITS_A_TURN) {
    yield { ...nothing_else, ended_waitings: all.slice(told, told + ENDED_WAITS_A_TURN) };
  }
}
