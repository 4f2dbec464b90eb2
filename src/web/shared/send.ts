import { clock } from './clock.ts';
import { watchRequest } from './connection.ts';
import { pause } from './pause.ts';
import { NoAnswerError, type Problem, ProblemError } from './problem.ts';
import { texts } from './texts.ts';

const FIRST_PAUSE_MS = 500;
const ATTEMPTS = 4;
/** A service that asks for a longer pause is not asked again by itself: the user is told. */
const LONGEST_PAUSE_MS = 5_000;

/**
 * Sends a request that is safe to repeat, and repeats it a few times where that may help.
 * Rejects with a `ProblemError`, a `NoAnswerError`, or the signal's reason.
 */
export async function send<Answer>(path: string, signal: AbortSignal, request: RequestInit): Promise<Answer> {
  return JSON.parse(await (await sendForFile(path, signal, request)).text());
}

/** The same where the answer is no JSON. */
export async function sendForFile(path: string, signal: AbortSignal, request: RequestInit): Promise<Blob> {
  const watched = watchRequest();
  try {
    return await sendAgainAndAgain(
      path,
      { ...request, signal, cache: 'no-cache' },
      signal,
      watched.asksAgain,
    );
  } finally {
    watched.ends();
  }
}

/** For a request that the service holds open until there is news: nobody waits for it, and it is sent once. */
export async function sendLongPoll<Answer>(
  path: string,
  signal: AbortSignal,
  request: RequestInit,
): Promise<Answer> {
  const answer = await attemptOnce(path, { ...request, signal, cache: 'no-cache' });
  if (answer === null) throw new NoAnswerError();
  if (!answer.response.ok) throw new ProblemError(await problemOf(answer));
  return JSON.parse(await answer.body.text());
}

async function sendAgainAndAgain(
  path: string,
  request: RequestInit,
  signal: AbortSignal,
  onAgain: () => void,
): Promise<Blob> {
  for (let attempt = 1; ; attempt++) {
    const answer = await attemptOnce(path, request);
    if (answer?.response.ok) return answer.body;
    const pause_ms = pauseBefore(answer?.response ?? null, attempt);
    if (attempt === ATTEMPTS || pause_ms > LONGEST_PAUSE_MS) {
      throw answer === null ? new NoAnswerError() : new ProblemError(await problemOf(answer));
    }
    onAgain();
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
