import { PerformanceObserver } from 'node:perf_hooks';
import type { Turns } from './phase.ts';

export interface TurnMeter {
  /** To be called within the turn in which a snapshot is taken. */
  noteSnapshot(): void;
  stop(): Promise<Turns>;
}

/** Watches how long each turn of the event loop takes, by asking for the next one all the time. */
export function startTurnMeter(): TurnMeter {
  let longest = 0;
  let longest_with_snapshot = 0;
  let longest_collection = 0;
  let has_snapshot = false;
  let is_on = true;
  let turn_began = performance.now();

  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest_collection = Math.max(longest_collection, duration);
  });
  observer.observe({ entryTypes: ['gc'] });

  const turn = (): void => {
    const now = performance.now();
    const lasted = now - turn_began;
    longest = Math.max(longest, lasted);
    if (has_snapshot) longest_with_snapshot = Math.max(longest_with_snapshot, lasted);
    has_snapshot = false;
    turn_began = now;
    if (is_on) setImmediate(turn);
  };
  setImmediate(turn);

  return {
    noteSnapshot: () => {
      has_snapshot = true;
    },
    stop: async () => {
      is_on = false;
      // The turn under way counts, and the observer is told of collections a little later.
      await new Promise((resolve) => setTimeout(resolve, 50));
      observer.disconnect();
      return { longest, longest_with_snapshot, longest_collection };
    },
  };
}
