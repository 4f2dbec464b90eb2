import { build, type Histogram } from 'hdr-histogram-js';
import type { Percentiles } from '../record.ts';

const LONGEST_US = 120_000_000;
const US_PER_MS = 1_000;

/** Latencies in microseconds, three digits exact. */
export interface Distribution {
  record(ms: number): void;
  percentiles(): Percentiles;
  /** Milliseconds; null where nothing was counted. */
  at(percentile: number): number | null;
  /** A hundred or so points, close together where it gets steep. */
  points(): [percentile: number, ms: number][];
  reset(): void;
}

export function createDistribution(): Distribution {
  const histogram: Histogram = build({
    bitBucketSize: 32,
    highestTrackableValue: LONGEST_US,
    numberOfSignificantValueDigits: 3,
  });
  const ms = (percentile: number): number => histogram.getValueAtPercentile(percentile) / US_PER_MS;
  return {
    record: (latency_ms) =>
      histogram.recordValue(Math.max(0, Math.min(Math.round(latency_ms * US_PER_MS), LONGEST_US))),
    percentiles() {
      const count = histogram.totalCount;
      if (count === 0) return { count, p50: 0, p90: 0, p99: 0, p999: 0, max: 0 };
      return {
        count,
        p50: ms(50),
        p90: ms(90),
        p99: ms(99),
        p999: ms(99.9),
        max: histogram.maxValue / US_PER_MS,
      };
    },
    at: (percentile) => (histogram.totalCount === 0 ? null : ms(percentile)),
    points: () =>
      histogram.totalCount === 0 ? [] : PERCENTILES.map((percentile) => [percentile, ms(percentile)]),
    reset: () => histogram.reset(),
  };
}

/** In steps of 2 up to 90, then ten times finer with each nine more. */
const PERCENTILES: readonly number[] = [
  ...Array.from({ length: 45 }, (_, step) => step * 2),
  ...[1, 0.1, 0.01, 0.001].flatMap((step) =>
    Array.from({ length: 9 }, (_, index) => Number((100 - step * (10 - index)).toFixed(3))),
  ),
  99.999,
  100,
];
