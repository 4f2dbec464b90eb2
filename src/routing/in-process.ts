import {
  type Engine,
  StoppingError,
  UnavailableError,
  UnknownShowError,
} from '../../actors/engine/contract.ts';
import { fingerprint } from '../../actors/show/fingerprint.ts';
import type { Answer } from '../protocol/answers.ts';
import { commandOf } from '../protocol/commands.ts';
import { problem } from '../protocol/problem.ts';
import { answerOf, bookingOf } from '../protocol/replies.ts';
import { keyedListeners } from './keyed-listeners.ts';
import { newsOf } from './news-of.ts';
import type { Routing, ShowListener } from './routing.ts';
import { unavailable } from './unavailable.ts';

const STOPPING_RETRY_S = 5;

/** Who carries out payments, and asks for one at once where it is told that there is news of it. */
export interface PaymentClerk {
  nudge(payment_id: string): void;
}

/** Asks the engine of this very process. Ends with the engine. */
export function inProcessRouting(engine: Engine, clerk: PaymentClerk | null = null): Routing {
  const listeners = keyedListeners<ShowListener>();
  engine.onFact((fact) => {
    if (!listeners.has(fact.show_id)) return;
    const news = newsOf(fact);
    for (const listener of listeners.of(fact.show_id)) listener.news(news);
  });
  return {
    async ask(request) {
      if (request.verb === 'payment-news') {
        // A show with an open payment is awake, so whoever carries it out knows of it already.
        clerk?.nudge(request.body.payment_id);
        return { type: 'done', status: 204, body: null };
      }
      try {
        return answerOf(request.verb, await engine.ask(request.show_id, commandOf(request)));
      } catch (error) {
        return failureAnswer(error);
      }
    },
    async sessionBookings(session_id) {
      try {
        const bookings = await engine.sessionBookings(fingerprint(session_id));
        return { type: 'bookings', status: 200, body: { bookings: bookings.map(bookingOf), complete: true } };
      } catch (error) {
        return failureAnswer(error);
      }
    },
    available: (show_id) => engine.available(show_id),
    subscribe: (show_id, listener) => listeners.add(show_id, listener),
    state() {
      const { commands_pending, log_available } = engine.statistics();
      return { requests_pending: commands_pending, available: log_available };
    },
  };
}

/** What the engine says when it cannot answer; anything else is an error of our own, and stays one. */
function failureAnswer(error: unknown): Answer {
  if (error instanceof UnknownShowError)
    return { type: 'problem', status: 404, body: problem('unknown_show') };
  if (error instanceof UnavailableError) return unavailable();
  if (error instanceof StoppingError) {
    return { type: 'problem', status: 503, body: problem('stopping', { retry_after_s: STOPPING_RETRY_S }) };
  }
  throw error;
}
