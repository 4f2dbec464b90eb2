import type { Booking, Waiting } from '../../shared/contract.ts';
import { NoAnswerError, ProblemError } from '../../shared/problem.ts';
import { perform } from '../service/http.ts';
import { unansweredIntents } from '../service/intents.ts';
import { mine } from '../service/mine.ts';

type Answer = { readonly booking: Booking } | { readonly waiting: Waiting };

/**
 * Learns what became of what was asked for just before the page was loaded again: the same is sent once more with the
 * same key, so it is done once, whether or not it had arrived. Refusals show in what the session has.
 */
export async function finishUnanswered(): Promise<void> {
  for (const intent of unansweredIntents()) {
    try {
      const answer = await perform<Answer>(intent);
      if ('booking' in answer) mine.putBooking(answer.booking);
      else mine.putWaiting(answer.waiting);
    } catch (error) {
      if (!(error instanceof ProblemError || error instanceof NoAnswerError)) throw error;
    }
  }
}
