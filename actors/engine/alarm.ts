/** The longest that a Node timer can be set to. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** So many shows are woken at a time, that somebody who asks meanwhile does not have to wait for all of them. */
const RINGS_AT_ONCE = 128;

export interface Alarm {
  stop(): void;
}

/**
 * Rings for each show when its deadline comes, the overdue ones at once and first. Rule 13: after a start this wakes
 * those shows that something is due in, without waking the rest. `ring` resolves when the show is awake, rejects never.
 */
export function setAlarm(
  deadlines: readonly { readonly show_id: string; readonly deadline_ms: number }[],
  clock: () => number,
  ring: (show_id: string) => Promise<void>,
): Alarm {
  const soonest_first = deadlines.toSorted((one, other) => one.deadline_ms - other.deadline_ms);
  let next = 0;
  let ringing = 0;
  let timer: NodeJS.Timeout | null = null;

  const stopTimer = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const ringNext = (show_id: string): void => {
    next += 1;
    ringing += 1;
    void ring(show_id).then(() => {
      ringing -= 1;
      ringAllDue();
    });
  };
  const ringAllDue = (): void => {
    stopTimer();
    const now = clock();
    while (ringing < RINGS_AT_ONCE) {
      const entry = soonest_first[next];
      if (entry === undefined) return;
      if (entry.deadline_ms > now) {
        timer = setTimeout(ringAllDue, Math.min(LONGEST_TIMER_MS, entry.deadline_ms - now));
        return;
      }
      ringNext(entry.show_id);
    }
  };

  ringAllDue();
  return {
    stop: () => {
      stopTimer();
      next = soonest_first.length;
    },
  };
}
