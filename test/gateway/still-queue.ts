import type { PacedQueue } from '../../src/gateway/live/paced-queue.ts';

/** Keeps its tasks in their order, and does nothing by itself. */
export function openStillQueue(): PacedQueue & { readonly tasks: Set<() => void> } {
  const tasks = new Set<() => void>();
  return {
    tasks,
    add: (task) => void tasks.add(task),
    drop: (task) => void tasks.delete(task),
    close: () => {},
  };
}
