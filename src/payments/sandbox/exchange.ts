import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { text } from 'node:stream/consumers';

export interface Question {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** Null: there is none. */
  readonly body: string | null;
  readonly signal: AbortSignal;
}

const PLAIN = new PlainAgent({ keepAlive: true });
const SECURE = new SecureAgent({ keepAlive: true });

/**
 * One request over a connection that is kept, and all of its answer. Rejects where none comes, and with the signal's
 * reason where it is aborted. `fetch` would take several times the CPU, and each payment of a release day is one of these.
 */
export function exchange(
  url: string,
  { method, headers, body, signal }: Question,
): Promise<{ readonly status: number; readonly body: string }> {
  const { request, agent } = url.startsWith('https:')
    ? { request: secureRequest, agent: SECURE }
    : { request: plainRequest, agent: PLAIN };
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(signal.aborted ? signal.reason : error);
    const question = request(url, { method, agent, headers, signal }, (answer) => {
      text(answer).then((body) => resolve({ status: answer.statusCode ?? 0, body }), fail);
    });
    question.on('error', fail);
    question.end(body ?? undefined);
  });
}
