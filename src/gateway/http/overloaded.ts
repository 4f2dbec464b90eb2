import type { ServerResponse } from 'node:http';
import { problem } from '../../protocol/problem.ts';
import { RETRY_AFTER_MOST_S } from '../admission/retry-after.ts';

interface Written {
  readonly status: number;
  /** Names and values in turn: `writeHead` takes them as they are. */
  readonly head: string[];
  readonly body: Buffer;
}

/** Written beforehand: who is refused is to cost as little as can be. */
const WRITTEN = Array.from({ length: RETRY_AFTER_MOST_S + 1 }, (_, retry_after_s): Written => {
  const document = problem('overloaded', { retry_after_s });
  const body = Buffer.from(JSON.stringify(document));
  const head = [
    ['content-type', 'application/problem+json'],
    ['content-length', String(body.length)],
    ['retry-after', String(retry_after_s)],
    ['cache-control', 'no-store'],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'no-referrer'],
  ].flat();
  return { status: document.status, head, body };
});

/** Says that there is too much to do, as a problem document; the connection stays. */
export function answerOverloaded(response: ServerResponse, retry_after_s: number): void {
  const written = WRITTEN[retry_after_s];
  if (written === undefined) throw new RangeError(`nobody is sent away for ${retry_after_s} s`);
  response.writeHead(written.status, written.head);
  response.end(written.body);
}
