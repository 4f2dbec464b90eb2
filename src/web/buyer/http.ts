import { send, sendForFile } from '../shared/send.ts';
import { randomId, sessionId } from './session.ts';

/** Something to be done once, however often it has to be sent: its idempotency key is drawn with it. */
export interface Intent {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body: object | null;
  readonly key: string;
}

export function intent(method: Intent['method'], path: string, body: object | null): Intent {
  return { method, path, body, key: randomId() };
}

/** An intent goes on where the person leaves the place of the page that it came from: there is no signal to end it. */
export function perform<Answer>(what: Intent): Promise<Answer> {
  const signal = new AbortController().signal;
  const session_id = sessionId();
  const headers = { 'Idempotency-Key': what.key };
  return what.body === null
    ? send(what.path, signal, { method: what.method, headers: { ...headers, 'X-Session-Id': session_id } })
    : send(what.path, signal, {
        method: what.method,
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify({ session_id, ...what.body }),
      });
}

/** Reads what anybody may read. */
export function read<Answer>(path: string, signal: AbortSignal): Promise<Answer> {
  return send(path, signal, {});
}

/** Reads what is the session's own. */
export function readOwn<Answer>(path: string, signal: AbortSignal): Promise<Answer> {
  return send(path, signal, { headers: { 'X-Session-Id': sessionId() } });
}

/** The same of what is no JSON. */
export function readOwnFile(path: string, signal: AbortSignal): Promise<Blob> {
  return sendForFile(path, signal, { headers: { 'X-Session-Id': sessionId() } });
}
