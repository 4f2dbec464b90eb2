import { mayHelpToRepeat } from '../../shared/refusal-words.ts';
import { send, sendForFile, sendLongPoll } from '../../shared/send.ts';
import { forgetAnswered, type Intent, keepUntilAnswered } from './intents.ts';
import { sessionId } from './session.ts';

/**
 * Sends an intent until its answer is known; rejects as `send` does. It goes on where the person leaves the place of
 * the page that it came from: there is no signal to end it.
 */
export async function perform<Answer>(what: Intent): Promise<Answer> {
  keepUntilAnswered(what);
  try {
    const answer = await send<Answer>(what.path, new AbortController().signal, requestOf(what));
    forgetAnswered(what);
    return answer;
  } catch (error) {
    if (!mayHelpToRepeat(error)) forgetAnswered(what);
    throw error;
  }
}

function requestOf({ method, body, key }: Intent): RequestInit {
  const session_id = sessionId();
  return body === null
    ? { method, headers: { 'Idempotency-Key': key, 'X-Session-Id': session_id } }
    : {
        method,
        headers: { 'Idempotency-Key': key, 'Content-Type': 'application/json' },
        body: JSON.stringify({ session_id, ...body }),
      };
}

/** Reads what anybody may read. */
export function read<Answer>(path: string, signal: AbortSignal): Promise<Answer> {
  return send(path, signal, {});
}

/** Reads what is the session's own. */
export function readOwn<Answer>(path: string, signal: AbortSignal): Promise<Answer> {
  return send(path, signal, own());
}

/** The same of what is no JSON. */
export function readOwnFile(path: string, signal: AbortSignal): Promise<Blob> {
  return sendForFile(path, signal, own());
}

/** The same of what the service holds back until there is news. */
export function readOwnNews<Answer>(path: string, signal: AbortSignal): Promise<Answer> {
  return sendLongPoll(path, signal, own());
}

function own(): RequestInit {
  return { headers: { 'X-Session-Id': sessionId() } };
}
