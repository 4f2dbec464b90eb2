const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;

/**
 * How long to wait before asking again, in milliseconds: twice as long after each failure, up to a minute, of which a
 * random half is dropped, so that many payments that failed together are not asked for together again.
 */
export function backOff(failures: number, random: () => number): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
  return wait / 2 + (wait / 2) * random();
}
