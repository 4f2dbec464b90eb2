import { setTimeout as sleep } from 'node:timers/promises';

/** However often it is rung, there is this pause between two requests. */
const LEAST_PAUSE_MS = 250;

/** A request that is under way when it is rung gets this long to end by itself: its answer may just be on its way. */
const PATIENCE_MS = 1_000;

/** Why: made once, since an error for each would cost more than what it tells. */
const NEWS_CAME = new Error('it was given up because there is news already');

/**
 * What somebody who asks again and again is called by when there is news, so that they ask at once, and told to stop. One
 * request or pause is under way at a time.
 */
export interface Bell {
  ring(): void;
  /** Aborts what is under way and all that begins from now on, for this reason. */
  stop(reason: Error): void;
  isStopped(): boolean;
  /** Runs a request; given a controller that is aborted with the stop, or a while after the bell is rung. */
  during<Result>(request: (controller: AbortController) => Promise<Result>): Promise<Result>;
  /** Resolves after so many milliseconds, sooner where the bell is rung or was since the pause before, at once with the stop. */
  pause(wait_ms: number): Promise<void>;
}

/**
 * What is under way has one controller, for all that may abort it: V8 gives each `AbortSignal` hidden classes of its own, which
 * are old objects from their first day.
 */
export function createBell(): Bell {
  let is_rung = false;
  let stopped_for: Error | null = null;
  let under_way: AbortController | null = null;
  let onRing = (): void => undefined;

  async function abortable<Result>(task: (controller: AbortController) => Promise<Result>): Promise<Result> {
    const controller = new AbortController();
    if (stopped_for !== null) controller.abort(stopped_for);
    under_way = controller;
    try {
      return await task(controller);
    } finally {
      under_way = null;
      onRing = () => undefined;
    }
  }

  return {
    ring() {
      is_rung = true;
      onRing();
    },
    stop(reason) {
      stopped_for = reason;
      under_way?.abort(reason);
    },
    isStopped: () => stopped_for !== null,
    during: (request) =>
      abortable(async (controller) => {
        let timer: NodeJS.Timeout | undefined;
        onRing = () => {
          timer ??= setTimeout(() => controller.abort(NEWS_CAME), PATIENCE_MS);
        };
        try {
          return await request(controller);
        } finally {
          clearTimeout(timer);
        }
      }),
    pause: (wait_ms) =>
      abortable(async (controller) => {
        const least_ms = Math.min(wait_ms, LEAST_PAUSE_MS);
        await sleepUnlessAborted(least_ms, controller.signal);
        onRing = () => controller.abort(NEWS_CAME);
        if (!is_rung) await sleepUnlessAborted(wait_ms - least_ms, controller.signal);
        is_rung = false;
      }),
  };
}

async function sleepUnlessAborted(wait_ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(wait_ms, undefined, { signal });
  } catch {
    // It was cut short, which whoever paused looks at next.
  }
}
