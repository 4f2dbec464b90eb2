/** The longest that a Node timer can be set to. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface Alarm {
  stop(): void;
}

/**
 * Rings for each show when its deadline comes, the overdue ones at once and first. Rule 13: after a start this wakes
 * those shows that something is due in, without waking the rest.
 */
export function setAlarm(
  deadlines: readonly { readonly show_id: string; readonly deadline_ms: number }[],
  clock: () => number,
  ring: (show_id: string) => void,
): Alarm {
  const soonest_first = deadlines.toSorted((one, other) => one.deadline_ms - other.deadline_ms);
  let next = 0;
  let timer: NodeJS.Timeout | null = null;
  const ringAllDue = (): void => {
    const now = clock();
    for (; next < soonest_first.length; next += 1) {
      const entry = soonest_first[next];
      if (entry === undefined) break;
      if (entry.deadline_ms > now) {
        timer = setTimeout(ringAllDue, Math.min(LONGEST_TIMER_MS, entry.deadline_ms - now));
        return;
      }
      ring(entry.show_id);
    }
    timer = null;
  };
  ringAllDue();
  return {
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      next = soonest_first.length;
    },
  };
}
