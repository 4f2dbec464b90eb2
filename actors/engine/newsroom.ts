import { setImmediate as nextTurn } from 'node:timers/promises';
import { COMMANDS_A_TURN, ENDED_WAITS_A_TURN } from '../limits.ts';
import type { ShowFact } from './contract.ts';

/** Hands facts on in their order for each show. */
export interface Newsroom {
  tell(fact: ShowFact): void;
}

/** More than a show makes of the commands of a turn: so its news catch up with it, however much happens there meanwhile. */
const FACTS_A_TURN = 2 * COMMANDS_A_TURN;

/**
 * The end of a whole queue is one step, but a hundred thousand users are to hear of it, and each of them costs the listeners
 * a while: so such a step is told over many turns of the event loop, and what happens to its show meanwhile waits its turn.
 * All other facts are told at once. `tell` throws never.
 */
export function openNewsroom(tell: (fact: ShowFact) => void): Newsroom {
  /** By show that has more news than one turn takes: those that came up since it was looked at last. */
  const waiting = new Map<string, ShowFact[]>();

  const tellBitByBit = async (show_id: string, first: ShowFact): Promise<void> => {
    let facts_told = 0;
    let waits_told = 0;
    for (let facts = [first]; facts.length > 0; facts = waiting.get(show_id) ?? []) {
      waiting.set(show_id, []);
      for (const part of facts.flatMap((fact) => [...partsOf(fact)])) {
        tell(part);
        facts_told += 1;
        waits_told += part.ended_waitings.length;
        if (facts_told < FACTS_A_TURN && waits_told < ENDED_WAITS_A_TURN) continue;
        facts_told = 0;
        waits_told = 0;
        await nextTurn();
      }
    }
    waiting.delete(show_id);
  };

  return {
    tell: (fact) => {
      const { show_id } = fact;
      const before = waiting.get(show_id);
      if (before !== undefined) before.push(fact);
      else if (fact.ended_waitings.length <= ENDED_WAITS_A_TURN) tell(fact);
      else void tellBitByBit(show_id, fact);
    },
  };
}

/**
 * The fact as it is told, turn by turn: first all of it but for most of the waits that it ended, then these. That the queue
 * moved comes with the last of them: whoever then looks for those who still wait is not to find all who wait no longer.
 */
function* partsOf(fact: ShowFact): Iterable<ShowFact> {
  const all = fact.ended_waitings;
  const partFrom = (part: ShowFact, start: number): ShowFact => {
    const end = start + ENDED_WAITS_A_TURN;
    const queue_moved = fact.queue_moved && end >= all.length;
    return { ...part, ended_waitings: all.slice(start, end), queue_moved };
  };
  yield partFrom(fact, 0);
  const nothing_else = {
    ...fact,
    sequence: fact.sequence + fact.events.length,
    events: [],
    seats: [],
    bookings: [],
  };
  for (let told = ENDED_WAITS_A_TURN; told < all.length; told += ENDED_WAITS_A_TURN) {
    yield partFrom(nothing_else, told);
  }
}
