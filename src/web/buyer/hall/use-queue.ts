import { useState } from 'preact/hooks';
import type { Waiting } from '../../shared/contract.ts';
import { ProblemError } from '../../shared/problem.ts';
import { texts } from '../../shared/texts.ts';
import type { Offer } from '../frame/notice.tsx';
import type { Acting } from '../frame/use-acting.ts';
import { allowSound } from '../queue/turn-signal.ts';
import * as api from '../service/api.ts';
import { mine } from '../service/mine.ts';

interface Queue {
  /** For how many seats a refusal showed that one can wait; null where none did. */
  readonly offered_for: number | null;
  readonly withdrawOffer: () => void;
  /** Offers a place in the queue where the refusal says that the seats may come free. */
  readonly offerAfter: (error: unknown, count: number) => Offer | null;
  readonly join: (count: number) => void;
  readonly leave: (waiting: Waiting) => void;
}

/** Joining and leaving the queue of a show. */
export function useQueue(show_id: string, acting: Acting, onTaken: () => void): Queue {
  const [offered_for, setOfferedFor] = useState<number | null>(null);

  function take({ waiting }: { readonly waiting: Waiting }): void {
    setOfferedFor(null);
    onTaken();
    mine.putWaiting(waiting);
  }

  function join(count: number): void {
    // Browsers only let a page sound that somebody has just pressed something in.
    allowSound();
    acting.act({
      intent: api.joining(show_id, count),
      doing: texts.doing.joining,
      take,
      refused: adoptPlace,
    });
  }

  /** Another tab of this session may have joined with another count: its place is this one's too. */
  function adoptPlace(error: unknown): null {
    const waiting_id = error instanceof ProblemError ? error.problem.waiting_id : undefined;
    if (waiting_id !== undefined) {
      api.waiting(show_id, waiting_id, new AbortController().signal).then(mine.putWaiting, () => undefined);
    }
    return null;
  }

  return {
    offered_for,
    withdrawOffer: () => setOfferedFor(null),
    offerAfter(error, count) {
      const may_wait = error instanceof ProblemError && error.problem.code === 'retry';
      setOfferedFor(may_wait ? count : null);
      return may_wait ? { label: texts.waiting.joinFor(count), act: () => join(count) } : null;
    },
    join,
    leave: (waiting) => acting.act({ intent: api.leaving(waiting), doing: texts.doing.leaving, take }),
  };
}
