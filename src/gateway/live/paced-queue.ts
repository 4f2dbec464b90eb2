/** Does tasks in the order they came, so many a slice of time, so that a crowd of them holds nobody else up. */
export interface PacedQueue {
  add(task: () => void): void;
  close(): void;
}

export function createPacedQueue(tasks_a_slice: number, slice_ms: number): PacedQueue {
  const tasks: (() => void)[] = [];
  let timer: NodeJS.Timeout | null = null;

  function doSlice(): void {
    for (const task of tasks.splice(0, tasks_a_slice)) task();
    timer = tasks.length > 0 ? setTimeout(doSlice, slice_ms) : null;
  }

  return {
    add(task) {
      tasks.push(task);
      timer ??= setTimeout(doSlice, 0);
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      tasks.length = 0;
    },
  };
}
