import type { Answer } from '../protocol/answers.ts';
import { problem } from '../protocol/problem.ts';

const RETRY_AFTER_S = 2;

/** Nothing is known of what became of the request; to ask again with the same key is safe. */
export function unavailable(): Answer {
  return { type: 'problem', status: 503, body: problem('unavailable', { retry_after_s: RETRY_AFTER_S }) };
}
