const FIRST_WAIT_MS = 500;

/**
 * How long to wait before trying again, in milliseconds: twice as long after each failure, up to `longest_ms`, of which
 * a random half is dropped, so that what failed together is not tried again together.
 */
export function backOff(failures: number, longest_ms: number, random: () => number): number {
  const wait = Math.min(longest_ms, FIRST_WAIT_MS * 2 ** failures);
  return wait / 2 + (wait / 2) * random();
}
