import { LinkedHashMap } from '../../../actors/collections/linked-hash-map.ts';

type Task = () => void;

/** Does tasks in the order they came, so many a slice of time, so that a crowd of them holds nobody else up. */
export interface PacedQueue {
  /** A task that is waiting already keeps its place, and is done once. */
  add(task: Task): void;
  /** The task is not to be done any more. */
  drop(task: Task): void;
  close(): void;
}

export function createPacedQueue(tasks_a_slice: number, slice_ms: number): PacedQueue {
  const tasks = new LinkedHashMap<Task, Task>();
  let timer: NodeJS.Timeout | null = null;

  function doSlice(): void {
    for (let done = 0; done < tasks_a_slice; done += 1) {
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
