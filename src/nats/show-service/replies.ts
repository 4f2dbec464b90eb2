import { problemAnswer } from '../../protocol/answers.ts';
import { type Problem, problem } from '../../protocol/problem.ts';
import type { Broker, BrokerLog } from '../broker.ts';
import { errorLine } from './endpoint.ts';
import type { VerbAnswer } from './verbs.ts';

const NOTHING = new Uint8Array(0);

/** How answers leave. */
export interface Replies {
  /** Gives the problem that was told, or null. Without a connection nothing leaves: whoever asked asks again. */
  send(reply: string, answer: VerbAnswer): Problem | null;
}

export function createReplies(broker: Broker, log: BrokerLog): Replies {
  function publish(reply: string, answer: VerbAnswer): Problem | null {
    if (answer.type === 'problem') {
      const { body } = answer;
      broker.publish(reply, bytesOf(body), { headers: errorHeaders(body) });
      return body;
    }
    if (answer.type === 'current') broker.publish(reply, answer.json);
    else broker.publish(reply, answer.body === null ? NOTHING : bytesOf(answer.body));
    return null;
  }

  function send(reply: string, answer: VerbAnswer): Problem | null {
    try {
      return publish(reply, answer);
    } catch (error) {
      log.error({ err: error }, 'an answer could not be sent');
      if (answer.type === 'problem') return answer.body;
      return send(reply, problemAnswer(problem('internal_error')));
    }
  }

  return { send };
}

function bytesOf(body: object): Uint8Array {
  return Buffer.from(JSON.stringify(body));
}

/** As the services API of NATS tells errors. */
function errorHeaders(document: Problem): Record<string, string> {
  return {
    'Nats-Service-Error': errorLine(document),
    'Nats-Service-Error-Code': String(document.status),
  };
}
