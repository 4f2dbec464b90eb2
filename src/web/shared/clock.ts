/** The server's clock as the answers' Date headers tell it, so that a wrong clock in the device does no harm. */
export interface ServerClock {
  /** Unix milliseconds: the server's time or up to a second later, so that a countdown here ends no later than there. */
  now(): number;
  /** Learns from one answer; times are `performance.now()` before it was asked for and when its headers came. */
  learn(date: string | null, asked_at: number, answered_at: number): void;
}

const DATE_STEP_MS = 1_000;

/**
 * A Date header is cut to whole seconds, and the answer took some time to come: each answer only gives bounds for
 * the difference between the two clocks. The bounds of many answers together are narrow.
 */
function serverClock(): ServerClock {
  let least = Number.NEGATIVE_INFINITY;
  let most = Number.POSITIVE_INFINITY;

  return {
    now() {
      return Number.isFinite(most) ? performance.now() + most : Date.now();
    },
    learn(date, asked_at, answered_at) {
      const told = Date.parse(date ?? '');
      if (Number.isNaN(told)) return;
      const low = told - answered_at;
      const high = told + DATE_STEP_MS - asked_at;
      // Where the bounds contradict one another a clock was set, or the device slept: what was learned before is void.
      const contradicts = low > most || high < least;
      least = contradicts ? low : Math.max(least, low);
      most = contradicts ? high : Math.min(most, high);
    },
  };
}

export const clock = serverClock();
