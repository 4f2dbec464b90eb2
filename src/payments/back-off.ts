const FIRST_WAIT_MS = 500;

/** A provider that cannot say is asked again this often at least. */
export const PROVIDER_WAIT_MS = 60_000;

/**
 * A show that could not take the news of a payment in is told again this often at least: well within the grace after an
 * outage, or what was paid during one would lapse before its show hears of it.
 */
export const NEWS_WAIT_MS = 4_000;

/**
 * How long to wait before trying again, in milliseconds: twice as long after each failure, up to `longest_ms`, of which
 * a random half is dropped, so that many payments that failed together are not tried again together.
 */
export function backOff(failures: number, longest_ms: number, random: () => number): number {
  const wait = Math.min(longest_ms, FIRST_WAIT_MS * 2 ** failures);
  return wait / 2 + (wait / 2) * random();
}
