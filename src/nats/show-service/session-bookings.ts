import Type from 'typebox';
import { BookingsBody, problemAnswer } from '../../protocol/answers.ts';
import { SessionId } from '../../protocol/fields.ts';
import { problem } from '../../protocol/problem.ts';
import { compileCheck } from '../../protocol/validation.ts';
import type { BrokerLog, BrokerMessage } from '../broker.ts';
import { SESSION_BOOKINGS } from '../subjects.ts';
import { count, type Endpoint, noStatistics } from './endpoint.ts';
import { readIncoming } from './incoming.ts';
import type { KeyQuotas } from './key-quotas.ts';
import type { Replies } from './replies.ts';
import type { VerbAnswer } from './verbs.ts';

const SessionBody = Type.Object({ session_id: SessionId }, { additionalProperties: false });
const CHECK = compileCheck(SessionBody, 'body');

interface SessionBookingsOptions {
  /** A session's bookings in all shows, wherever they live. */
  readonly gatherBookings: (session_id: string) => Promise<VerbAnswer>;
  readonly quotas: KeyQuotas;
  readonly replies: Replies;
  readonly log: BrokerLog;
}

/** What can be asked of no single show: the bookings of a session. Any engine answers, and asks the others. */
export function serveSessionBookings({ gatherBookings, quotas, replies, log }: SessionBookingsOptions) {
  const endpoint: Endpoint = {
    name: 'bookings',
    subject: SESSION_BOOKINGS,
    request_schema: SessionBody,
    response_schema: BookingsBody,
    statistics: noStatistics(),
  };

  function answer(message: BrokerMessage): Promise<VerbAnswer> | VerbAnswer {
    const incoming = readIncoming(message, quotas);
    if (incoming.refusal !== null) return problemAnswer(incoming.refusal);
    const { body } = incoming;
    if (CHECK.fits(body)) return gatherBookings(body.session_id);
    return problemAnswer(problem('invalid_request', { errors: CHECK.errors(body) }));
  }

  return {
    endpoint,
    async serve(message: BrokerMessage, reply: string): Promise<void> {
      const came_at = performance.now();
      let answered: VerbAnswer;
      try {
        answered = await answer(message);
      } catch (error) {
        log.error({ err: error }, 'the bookings of a session could not be gathered');
        answered = problemAnswer(problem('internal_error'));
      }
      count(endpoint, performance.now() - came_at, replies.send(reply, answered));
    },
  };
}
