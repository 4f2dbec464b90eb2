import { serverClock } from './clock.ts';
import type { Problem } from './contract.ts';
import { randomId, sessionId } from './session.ts';
import { texts } from './texts.ts';

/** The service's refusal, as it words it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** No answer came, so what was asked may or may not have been done; repeating the same intent is safe. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/** Something to be done once, however often it has to be sent: its idempotency key is drawn with it. */
export interface Intent {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body: object | null;
  readonly key: string;
}

export const clock = serverClock();

const FIRST_PAUSE_MS = 500;
const ATTEMPTS = 4;
/** A service that asks for a longer pause is not asked again by itself: the user is told. */
const LONGEST_PAUSE_MS = 5_000;

export function intent(method: Intent['method'], path: string, body: object | null): Intent {
  return { method, path, body, key: randomId() };
}

/** An intent goes on where the person leaves the place of the page that it came from: there is no signal to end it. */
export async function perform<Answer>(what: Intent): Promise<Answer> {
  const signal = new AbortController().signal;
  const session_id = sessionId();
  const headers = { 'Idempotency-Key': what.key };
  const answer = await (what.body === null
    ? send(what.path, signal, { method: what.method, headers: { ...headers, 'X-Session-Id': session_id } })
    : send(what.path, signal, {
        method: what.method,
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify({ session_id, ...what.body }),
      }));
  return JSON.parse(await answer.text());
}

/** Reads what anybody may read. */
export async function read<Answer>(path: string, signal: AbortSignal): Promise<Answer> {
  return JSON.parse(await (await send(path, signal, {})).text());
}

/** Reads what is the session's own. */
export async function readOwn<Answer>(path: string, signal: AbortSignal): Promise<Answer> {
  return JSON.parse(await (await readOwnFile(path, signal)).text());
}

/** The same of what is no JSON. */
export function readOwnFile(path: string, signal: AbortSignal): Promise<Blob> {
  return send(path, signal, { headers: { 'X-Session-Id': sessionId() } });
}

/** Rejects with a `ProblemError`, a `NoAnswerError`, or the signal's reason. Every request here is safe to repeat. */
async function send(path: string, signal: AbortSignal, request: RequestInit): Promise<Blob> {
  for (let attempt = 1; ; attempt++) {
    const answer = await attemptOnce(path, { ...request, signal, cache: 'no-cache' });
    if (answer?.response.ok) return answer.body;
    const pause_ms = pauseBefore(answer?.response ?? null, attempt);
    if (attempt === ATTEMPTS || pause_ms > LONGEST_PAUSE_MS) {
      throw answer === null ? new NoAnswerError() : new ProblemError(await problemOf(answer));
    }
    await pause(pause_ms, signal);
  }
}

interface WholeAnswer {
  readonly response: Response;
  readonly body: Blob;
}

/** Null where no answer came, or not all of it. */
async function attemptOnce(path: string, request: RequestInit): Promise<WholeAnswer | null> {
  const asked_at = performance.now();
  try {
    const response = await fetch(path, request);
    clock.learn(response.headers.get('Date'), asked_at, performance.now());
    return { response, body: await response.blob() };
  } catch (error) {
    request.signal?.throwIfAborted();
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** How long to wait before asking again; infinity where asking again would change nothing. */
function pauseBefore(response: Response | null, attempt: number): number {
  const growing_ms = FIRST_PAUSE_MS * 2 ** (attempt - 1);
  if (response === null) return navigator.onLine ? growing_ms : Number.POSITIVE_INFINITY;
  if (response.status !== 429 && response.status !== 503) return Number.POSITIVE_INFINITY;
  const asked_s = Number(response.headers.get('Retry-After') ?? 0);
  return Math.max(growing_ms, asked_s * 1_000);
}

async function problemOf({ response, body }: WholeAnswer): Promise<Problem> {
  const isProblem = response.headers.get('Content-Type')?.startsWith('application/problem+json') === true;
  if (isProblem) return JSON.parse(await body.text());
  return { ...texts.unexpectedAnswer(response.status), status: response.status, code: 'unexpected_answer' };
}

/** Rejects with the signal's reason when it is aborted first. */
export function pause(duration_ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, duration_ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
