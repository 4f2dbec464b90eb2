import {
  type Engine,
  StoppingError,
  UnavailableError,
  UnknownShowError,
} from '../../actors/engine/contract.ts';
import { fingerprint } from '../../actors/show/fingerprint.ts';
import { type Answer, problemAnswer } from '../protocol/answers.ts';
import { commandOf } from '../protocol/commands.ts';
import { problem } from '../protocol/problem.ts';
import { answerOf, bookingOf } from '../protocol/replies.ts';
import type { TimelineRequest, Timelines } from '../replay/timelines.ts';
import { keyedListeners } from './keyed-listeners.ts';
import { measureLoopDelay } from './loop-delay.ts';
import { newsOf } from './news-of.ts';
import { overviewOf } from './overview.ts';
import type { Routing, ShowListener } from './routing.ts';
import { unavailable } from './unavailable.ts';

const STOPPING_RETRY_S = 5;
const TIMELINE_RETRY_S = 1;

/** Who carries out payments, and asks for one at once where it is told that there is news of it. */
export interface PaymentClerk {
  nudge(payment_id: string): void;
}

/** Asks the engine of this very process. Ends with the engine. Without `timelines` no show can be played back. */
export function inProcessRouting(
  engine: Engine,
  clerk: PaymentClerk | null = null,
  timelines: Timelines | null = null,
): Routing {
  const loopDelay = measureLoopDelay();
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
      if (request.verb === 'timeline') return readTimeline(timelines, request);
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
    async overview(shows_most) {
      const body = await overviewOf(engine, shows_most, loopDelay());
      return { type: 'overview', status: 200, body };
    },
    available: (show_id) => engine.available(show_id),
    subscribe: (show_id, listener) => listeners.add(show_id, listener),
    state() {
      const { commands_pending, log_available } = engine.statistics();
      return { requests_pending: commands_pending, available: log_available };
    },
  };
}

async function readTimeline(timelines: Timelines | null, request: TimelineRequest): Promise<Answer> {
  if (timelines === null) return unavailable();
  const reading = timelines.read(request);
  if (reading === null) return problemAnswer(problem('overloaded', { retry_after_s: TIMELINE_RETRY_S }));
  return { type: 'timeline', status: 200, body: await reading };
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
