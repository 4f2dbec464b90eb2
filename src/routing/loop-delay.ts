import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 20;
const WINDOW_MS = 10_000;
const NANOSECONDS_PER_MS = 1e6;

/**
 * Begins to measure by how much the event loop of this process is late. Gives a function that tells the delay at p99,
 * in milliseconds, of at least the last ten seconds in which somebody asked.
 */
export function measureLoopDelay(): () => number {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  let begun_at = performance.now();
  let before_ms = 0;
  return () => {
    const measured_ms = delays.percentile(99) / NANOSECONDS_PER_MS - RESOLUTION_MS;
    const delay_ms = Math.max(0, before_ms, measured_ms);
    if (performance.now() - begun_at >= WINDOW_MS) {
      before_ms = measured_ms;
      begun_at = performance.now();
      delays.reset();
    }
    return delay_ms;
  };
}
