import type { Booking, Waiting } from '../../shared/contract.ts';
import { createStore } from '../../shared/store.ts';
import { perform } from '../service/http.ts';
import { unansweredIntents } from '../service/intents.ts';
import { mine } from '../service/mine.ts';
import type { News } from './notice.tsx';

type Answer = { readonly booking: Booking } | { readonly waiting: Waiting };

/** Whether something is being finished that was asked for before the page was loaded again. */
export const finishing = createStore(false);
/** What was refused of it; null where nothing was. */
export const unfinished = createStore<News | null>(null);

/**
 * Learns what became of what was asked for just before the page was loaded again: the same is sent once more with the
 * same key, so it is done once, whether or not it had arrived.
 */
export async function finishUnanswered(): Promise<void> {
  unfinished.set(null);
  finishing.set(true);
  for (const intent of unansweredIntents()) {
    try {
      const answer = await perform<Answer>(intent);
      if ('booking' in answer) mine.putBooking(answer.booking);
      else mine.putWaiting(answer.waiting);
    } catch (error) {
      unfinished.set({ type: 'failed', error, repeat: () => void finishUnanswered(), offer: null });
    }
  }
  finishing.set(false);
}
