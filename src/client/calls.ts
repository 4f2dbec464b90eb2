import { linkSignals, pause } from './abort.ts';
import type { CallOptions } from './client.ts';
import { BoxofficeError, ClosedError, ConnectionError, isRefusal, TimeoutError } from './errors.ts';
import type { Attempt } from './transport.ts';

/** What is asked once, and again where that is safe, until the deadline. */
export interface Calls {
  /**
   * `tryOnce` may be called any number of times: what it asks for is either read, or done once by its key. The box office
   * may hold its answer back for `held_ms`, which each try is given on top.
   */
  call<Body>(
    tryOnce: (attempt: Attempt) => Promise<Body>,
    options: CallOptions,
    held_ms?: number,
  ): Promise<Body>;
  /** Aborted when nothing is tried any more. */
  readonly closing: AbortSignal;
  close(): void;
}

/** How patient a client is with calls that do not say it themselves, as `CallOptions` explains. */
export interface CallDefaults {
  /** For one try; 5,000 unless given. */
  readonly timeout_ms?: number;
  /** For all tries together; 30,000 unless given. */
  readonly deadline_ms?: number;
}

const TIMEOUT_MS = 5_000;
const DEADLINE_MS = 30_000;

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

export function createCalls(defaults: CallDefaults): Calls {
  const closing = new AbortController();

  async function pauseUnlessClosed(duration_ms: number, signal: AbortSignal | undefined): Promise<void> {
    const link = linkSignals(signal, closing.signal);
    try {
      await pause(duration_ms, link.signal);
    } finally {
      link.unlink();
    }
  }

  return {
    async call(tryOnce, { signal, timeout_ms, deadline_ms }, held_ms = 0) {
      const ends_at = performance.now() + held_ms + (deadline_ms ?? defaults.deadline_ms ?? DEADLINE_MS);
      const try_ms = held_ms + (timeout_ms ?? defaults.timeout_ms ?? TIMEOUT_MS);
      for (let failures = 0; ; failures += 1) {
        signal?.throwIfAborted();
        closing.signal.throwIfAborted();
        const left_ms = ends_at - performance.now();
        try {
          return await tryOnce({ timeout_ms: Math.max(0, Math.min(try_ms, left_ms)), signal });
        } catch (error) {
          if (!passes(error)) throw error;
          const pause_ms = pauseAfter(error, failures);
          if (performance.now() + pause_ms >= ends_at) throw error;
          await pauseUnlessClosed(pause_ms, signal);
        }
      }
    },
    closing: closing.signal,
    close: () => closing.abort(new ClosedError()),
  };
}

/** Whether the same request may be answered later. Any other refusal stays one, however often it is asked for. */
export function passes(error: unknown): boolean {
  return (
    error instanceof TimeoutError ||
    (error instanceof ConnectionError && !(error instanceof ClosedError)) ||
    isRefusal(error, 'unavailable', 'stopping', 'overloaded')
  );
}

/** Twice as long after each failure, and never before it was asked for; a random part keeps a crowd from coming back at once. */
export function pauseAfter(error: unknown, failures: number): number {
  const growing_ms = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
  const asked_s = error instanceof BoxofficeError ? (error.problem.retry_after_s ?? 0) : 0;
  return asked_s * 1_000 + growing_ms * Math.random();
}
