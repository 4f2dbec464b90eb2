import { setTimeout as sleep } from 'node:timers/promises';

/** Other processes that are there are waited for this long before people are told that ours is ready. */
const PATIENCE_MS = 3_000;

/** Waits for a while: each call of what it returns waits for the task, but for all of them together no longer than that. */
export function createPatience(): (task: Promise<unknown>) => Promise<void> {
  const end = sleep(PATIENCE_MS, undefined, { ref: false });
  return async (task) => {
    await Promise.race([task, end]);
  };
}
