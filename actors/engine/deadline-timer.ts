/** The longest that a Node timer can be set to. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface DeadlineTimer {
  /** From now on it rings at this time, Unix milliseconds; null: it need not. */
  set(due_at: number | null): void;
  stop(): void;
}

/**
 * One timer for the soonest of many deadlines that come and go. It may ring early: one that is set to a deadline that has
 * gone is left as it is, since setting a timer anew costs more than looking once too often whether something is due.
 */
export function deadlineTimer(clock: () => number, ring: () => void): DeadlineTimer {
  let timer: NodeJS.Timeout | null = null;
  let rings_at = 0;
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  return {
    stop,
    set: (due_at) => {
      if (due_at === null || (timer !== null && rings_at <= due_at)) return;
      stop();
      rings_at = due_at;
      const delay_ms = Math.min(LONGEST_TIMER_MS, Math.max(1, due_at - clock()));
      timer = setTimeout(() => {
        timer = null;
        ring();
      }, delay_ms);
    },
  };
}
