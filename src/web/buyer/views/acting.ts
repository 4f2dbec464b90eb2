import { type Intent, perform } from '../http.ts';
import type { Mine } from '../mine.ts';
import type { Notice } from './notice.ts';

export interface Acting {
  /** Whether something is on its way. */
  isBusy(): boolean;
  /**
   * Sends an intent, if none is on its way, and hands the answer to `take`. What is refused goes to the notice; where
   * no answer came, its "Try again" sends the same intent, so that nothing is done twice.
   */
  act<Answer>(what: Intent, take: (answer: Answer) => void, onRefused?: (error: unknown) => void): void;
}

/** Does one thing at a time in a view, and calls `onSettled` when each begins and ends. */
export function acting(notice: Notice, mine: Mine, onSettled: () => void): Acting {
  let busy = false;

  async function actNow<Answer>(
    what: Intent,
    take: (answer: Answer) => void,
    onRefused: (error: unknown) => void,
  ): Promise<void> {
    if (busy) return;
    busy = true;
    notice.clear();
    onSettled();
    try {
      take(await perform<Answer>(what));
    } catch (error) {
      notice.fail(error, () => void actNow(what, take, onRefused));
      onRefused(error);
    } finally {
      busy = false;
      mine.announce();
      onSettled();
    }
  }

  return {
    isBusy: () => busy,
    act: (what, take, onRefused = () => undefined) => void actNow(what, take, onRefused),
  };
}
