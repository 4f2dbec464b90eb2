import { setTimeout as sleep } from 'node:timers/promises';
import { stoppedWith } from './stopped-with.ts';

/** However often it is rung, there is this pause between two requests. */
const LEAST_PAUSE_MS = 250;

/** A request that is under way when it is rung gets this long to end by itself: its answer may just be on its way. */
const PATIENCE_MS = 1_000;

/** What somebody who asks again and again is called by when there is news, so that they ask at once. */
export interface Bell {
  ring(): void;
  /** Runs a request; given a signal that aborts with `stop`, or a while after the bell is rung. */
  during<Result>(stop: AbortSignal, request: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
  /** Resolves after so many milliseconds, sooner where the bell is rung or was since the pause before, at once with `stop`. */
  pause(wait_ms: number, stop: AbortSignal): Promise<void>;
}

export function createBell(): Bell {
  let is_rung = false;
  let onRing = (): void => undefined;

  /** Runs the task and aborts its signal so long after a ring. */
  async function abortedByRing<Result>(
    after_ms: number,
    stop: AbortSignal,
    task: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const { controller, release } = stoppedWith(stop);
    const abort = (): void => controller.abort(new Error('it was given up because there is news already'));
    let timer: NodeJS.Timeout | undefined;
    onRing = () => {
      timer ??= setTimeout(abort, after_ms);
    };
    try {
      return await task(controller.signal);
    } finally {
      clearTimeout(timer);
      release();
      onRing = () => undefined;
    }
  }

  return {
    ring() {
      is_rung = true;
      onRing();
    },
    during: (stop, request) => abortedByRing(PATIENCE_MS, stop, request),
    async pause(wait_ms, stop) {
      const least_ms = Math.min(wait_ms, LEAST_PAUSE_MS);
      await sleepUnlessStopped(least_ms, stop);
      if (!is_rung) await abortedByRing(0, stop, (signal) => sleepUnlessStopped(wait_ms - least_ms, signal));
      is_rung = false;
    },
  };
}

async function sleepUnlessStopped(wait_ms: number, stop: AbortSignal): Promise<void> {
  try {
    await sleep(wait_ms, undefined, { signal: stop });
  } catch {
    // It was cut short, which whoever paused looks at next.
  }
}
