import type { Answer, Waiting } from '../../protocol/answers.ts';
import { keyedListeners } from '../../routing/keyed-listeners.ts';
import type { Routing } from '../../routing/routing.ts';
import { followShows } from './followed-shows.ts';
import type { PacedQueue } from './paced-queue.ts';
import type { Caller, Patience } from './patience.ts';
import type { PositionSweeps } from './position-sweeps.ts';
import type { Recently } from './recently.ts';

export interface WaitingPoll {
  readonly show_id: string;
  readonly waiting_id: string;
  readonly session_id: string;
  /** The newest version that the caller knows. */
  readonly after: number;
  readonly wait_ms: number;
  readonly caller: Caller;
}

interface Surroundings {
  readonly routing: Routing;
  readonly patience: Patience;
  readonly sweeps: PositionSweeps;
  /** Paces the news of waits of which many ended at once. */
  readonly ends: PacedQueue;
  /** Places whose position was told lately. */
  readonly told: Recently;
}

/** Where a step ended more waits than these, the rest of the world is not to wait until all of them are told. */
const ENDED_AT_ONCE_MOST = 32;

/**
 * Waits for news of places in a queue. The end of a wait is told at once, out of the news themselves; but where a whole queue
 * ends, only those whom that serves hear of it at once, since their time to pay runs, and the others at the pace of `ends`. A
 * position is told when it has changed, but no place's more often than `told` allows: who waits is asked for in a sweep over
 * the show, and only after its queue has moved.
 */
export function createWaitingPolls({ routing, patience, sweeps, ends, told }: Surroundings) {
  const listeners = keyedListeners<(waiting: Waiting, of_many: boolean) => void>();
  const follow = followShows(routing, {
    news({ show_id, ended_waitings, queue_moved }) {
      const of_many = ended_waitings.length > ENDED_AT_ONCE_MOST;
      for (const waiting of ended_waitings) {
        for (const hearEnd of listeners.of(waiting.waiting_id)) hearEnd(waiting, of_many);
      }
      if (queue_moved) sweeps.queueMoved(show_id);
    },
    // A place that is read again also shows its end.
    missed: sweeps.readAgain,
  });

  return async ({
    show_id,
    waiting_id,
    session_id,
    after,
    wait_ms,
    caller,
  }: WaitingPoll): Promise<Answer> => {
    const ask = (): Promise<Answer> =>
      routing.ask({ verb: 'waiting', show_id, body: { session_id, waiting_id }, idempotency_key: null });
    let news: Answer | null = null;
    /** Known already, and perhaps still to be told. */
    let ended: Answer | null = null;
    let wake = (): void => {};
    const heard = (): Answer | null => news;
    function hear(answer: Answer): void {
      news ??= answer;
      wake();
    }

    const known = (): Answer | null => news ?? ended;
    function tellEnd(): void {
      if (ended !== null) hear(ended);
    }

    function hearEnd(waiting: Waiting, of_many: boolean): void {
      ended = { type: 'waiting', status: 200, body: { waiting } };
      // There is nothing left to be read.
      leaveSweeps();
      if (of_many && waiting.status !== 'served') ends.add(tellEnd);
      else tellEnd();
    }

    /** Tells of an end at once, of a new position at once or in the next sweep; what cannot be read now can be later. */
    function consider(answer: Answer): void {
      if (answer.type !== 'waiting') return;
      const { status, version } = answer.body.waiting;
      if (status !== 'waiting') hear(answer);
      else if (ended !== null) return;
      else if (version > after && told.has(waiting_id)) sweeps.queueMoved(show_id);
      else if (version > after) {
        told.note(waiting_id);
        hear(answer);
      }
    }

    // To listen first and ask then: no end of a wait can happen unheard between the two.
    const unfollow = follow(show_id);
    const unlisten = listeners.add(waiting_id, hearEnd);
    const leaveSweeps = sweeps.add(show_id, { read: () => void ask().then(consider, () => undefined) });
    try {
      const first = await ask();
      // Before this nobody knows whether the place is the caller's own.
      if (first.type !== 'waiting') return first;
      consider(first);
      const end =
        heard() === null ? await patience.wait(wait_ms, caller, (waker) => (wake = waker)) : 'woken';
      return known() ?? (end === 'time_over' ? await ask() : first);
    } finally {
      ends.drop(tellEnd);
      leaveSweeps();
      unlisten();
      unfollow();
    }
  };
}
