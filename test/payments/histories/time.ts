import { syncBuiltinESMExports } from 'node:module';
import timersPromises from 'node:timers/promises';

/**
 * Time that passes only when it is told to, for everything in this process. What the box office has put off, to a later
 * turn or a later time, is forgotten when it crashes; what is put off by the world around it is not.
 */
export interface SimulatedTime {
  /** Unix milliseconds. */
  now(): number;
  /** The world's own timer: outlives a crash. */
  later(wait_ms: number, task: () => void): void;
  /** Runs the next of what was put off to a later turn, and all that follows at once; false where there was none. */
  turn(): Promise<boolean>;
  /** Turns until nothing is left to do at this time. */
  settle(): Promise<void>;
  /** Lets so much time pass: runs each timer at its time, and all that follows from it. */
  pass(duration_ms: number): Promise<void>;
  /** The box office's timers never ring. */
  forgetTimers(): void;
  /** Begins anew, with nothing put off. */
  begin(at: number): void;
  /** Gives the process its own time back. */
  giveBack(): void;
}

interface Timer {
  readonly at: number;
  readonly task: () => void;
  /** Null for one that rings once. */
  readonly interval_ms: number | null;
  readonly is_worldly: boolean;
}

type Task = (...parameters: unknown[]) => void;

const MOST_TURNS = 100_000;

/** A handle as Node has them, as far as anybody uses it. */
class Handle {
  unref(): this {
    return this;
  }
}

export function takeOverTime(): SimulatedTime {
  const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate } = globalThis;
  const sleep = timersPromises.setTimeout;
  let now = 0;
  let timers = new Map<object, Timer>();
  let turns = new Map<object, () => void>();

  const addTimer = (wait_ms: number, task: () => void, interval_ms: number | null, is_worldly: boolean) => {
    const handle = new Handle();
    // Node waits for whole milliseconds, and for one at least.
    timers.set(handle, { at: now + Math.max(1, Math.trunc(wait_ms)), task, interval_ms, is_worldly });
    return handle;
  };
  const removeTimer = (handle?: object): void => {
    if (handle !== undefined) timers.delete(handle);
  };

  Object.assign(globalThis, {
    setTimeout: (task: Task, wait_ms = 0, ...given: unknown[]) =>
      addTimer(wait_ms, () => task(...given), null, false),
    setInterval: (task: Task, wait_ms = 0, ...given: unknown[]) =>
      addTimer(wait_ms, () => task(...given), wait_ms, false),
    setImmediate: (task: Task, ...given: unknown[]) => {
      const handle = new Handle();
      turns.set(handle, () => task(...given));
      return handle;
    },
    clearTimeout: removeTimer,
    clearInterval: removeTimer,
    clearImmediate: (handle?: object) => {
      if (handle !== undefined) turns.delete(handle);
    },
  });
  const simulatedSleep = (wait_ms: number, value: unknown, { signal }: { signal?: AbortSignal } = {}) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const onAbort = (): void => {
        removeTimer(handle);
        reject(signal?.reason);
      };
      const onTime = (): void => {
        signal?.removeEventListener('abort', onAbort);
        resolve(value);
      };
      const handle = addTimer(wait_ms, onTime, null, false);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  Object.assign(timersPromises, { setTimeout: simulatedSleep });
  syncBuiltinESMExports();

  /** All that follows at once has happened when the real event loop comes round. */
  const flush = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  const turn = async (): Promise<boolean> => {
    const [next] = turns;
    if (next === undefined) return false;
    const [handle, task] = next;
    turns.delete(handle);
    task();
    await flush();
    return true;
  };

  const settle = async (): Promise<void> => {
    await flush();
    for (let count = 0; await turn(); count += 1) {
      if (count > MOST_TURNS) throw new Error('the box office never comes to rest');
    }
  };

  const nextTimer = (): [object, Timer] | null => {
    let soonest: [object, Timer] | null = null;
    for (const entry of timers) if (soonest === null || entry[1].at < soonest[1].at) soonest = entry;
    return soonest;
  };

  return {
    now: () => now,
    later: (wait_ms, task) => void addTimer(wait_ms, task, null, true),
    turn,
    settle,
    pass: async (duration_ms) => {
      const until = now + duration_ms;
      for (let next = nextTimer(); next !== null && next[1].at <= until; next = nextTimer()) {
        const [handle, { at, task, interval_ms, is_worldly }] = next;
        now = at;
        timers.delete(handle);
        if (interval_ms !== null) timers.set(handle, { at: at + interval_ms, task, interval_ms, is_worldly });
        task();
        await settle();
      }
      now = until;
    },
    forgetTimers: () => {
      for (const [handle, { is_worldly }] of timers) if (!is_worldly) timers.delete(handle);
    },
    begin: (at) => {
      now = at;
      timers = new Map();
      turns = new Map();
    },
    giveBack: () => {
      Object.assign(globalThis, {
        setTimeout,
        clearTimeout,
        setInterval,
        clearInterval,
        setImmediate,
        clearImmediate,
      });
      Object.assign(timersPromises, { setTimeout: sleep });
      syncBuiltinESMExports();
    },
  };
}
