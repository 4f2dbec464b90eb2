import { deadlineTimer } from './deadline-timer.ts';

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
  const ringAllDue = (): void => {
    const now = clock();
    for (let entry = soonest_first[next]; entry !== undefined; entry = soonest_first[next]) {
      if (entry.deadline_ms > now) break;
      next += 1;
      ring(entry.show_id);
    }
    timer.set(soonest_first[next]?.deadline_ms ?? null);
  };
  const timer = deadlineTimer(clock, ringAllDue);
  ringAllDue();
  return { stop: timer.stop };
}
