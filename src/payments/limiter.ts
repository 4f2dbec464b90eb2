import { LinkedHashMap } from '../../actors/collections/linked-hash-map.ts';

/** Runs tasks in the order given, at most so many at once. */
export type Limiter = <Result>(task: () => Promise<Result>) => Promise<Result>;

export function createLimiter(most: number): Limiter {
  const waiting = new LinkedHashMap<() => void, () => void>();
  let running = 0;

  return async (task) => {
    if (running < most) {
      running += 1;
    } else {
      // Who ends hands its place over, so the count stays as it is.
      await new Promise<void>((resolve) => waiting.append(resolve, resolve));
    }
    try {
      return await task();
    } finally {
      const next = waiting.head;
      if (next === undefined) {
        running -= 1;
      } else {
        waiting.delete(next);
        next();
      }
    }
  };
}
