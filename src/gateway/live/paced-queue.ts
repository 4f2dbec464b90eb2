import { LinkedHashMap } from '../../../actors/collections/linked-hash-map.ts';
import { idleTime } from '../idle-time.ts';

type Task = () => void;

/**
 * Does tasks in the order they came, so that a crowd of them holds nobody else up: so many a slice of time, and fewer the
 * less time was left over since the slice before.
 */
export interface PacedQueue {
  /** A task that is waiting already keeps its place, and is done once. */
  add(task: Task): void;
  /** The task is not to be done any more. */
  drop(task: Task): void;
  close(): void;
}

export interface Pace {
  readonly slice_ms: number;
  /** Tasks in a slice where there is time for them. */
  readonly most: number;
  /** And where there is none, one or more: what waits is done in the end, however much else there is to do. */
  readonly least: number;
}

/** From so much idle time on as many are done as may be. */
const IDLE_SHARE = 1 / 2;

/** `idle`: milliseconds so far in which there was nothing else to do. */
export function createPacedQueue({ slice_ms, most, least }: Pace, idle = idleTime): PacedQueue {
  const tasks = new LinkedHashMap<Task, Task>();
  let timer: NodeJS.Timeout | null = null;
  let before = { at: performance.now(), idle_ms: idle() };

  function tasksNow(): number {
    const now = { at: performance.now(), idle_ms: idle() };
    const share = (now.idle_ms - before.idle_ms) / Math.max(1, now.at - before.at);
    before = now;
    return Math.max(least, Math.round(most * Math.min(1, share / IDLE_SHARE)));
  }

  function doSlice(): void {
    for (let left = tasksNow(); left > 0; left -= 1) {
      const task = tasks.head;
      if (task === undefined) break;
      tasks.delete(task);
      task();
    }
    timer = tasks.size > 0 ? setTimeout(doSlice, slice_ms) : null;
  }

  return {
    add(task) {
      if (!tasks.has(task)) tasks.append(task, task);
      timer ??= setTimeout(doSlice, 0);
    },
    drop: (task) => void tasks.delete(task),
    close() {
      if (timer !== null) clearTimeout(timer);
      for (const task of tasks.values()) tasks.delete(task);
    },
  };
}
