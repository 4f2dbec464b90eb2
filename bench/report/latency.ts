import { build } from 'hdr-histogram-js';

/** Milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface LatencyRecorder {
  record(milliseconds: number): void;
  latency(): Latency;
}

const LONGEST_US = 60_000_000;

/** Counts in microseconds, three digits exact. */
export function latencyRecorder(): LatencyRecorder {
  const histogram = build({
    bitBucketSize: 32,
    highestTrackableValue: LONGEST_US,
    numberOfSignificantValueDigits: 3,
  });
  return {
    record(milliseconds) {
      histogram.recordValue(Math.min(Math.round(milliseconds * 1_000), LONGEST_US));
    },
    latency() {
      const percentile = (of: number): number => histogram.getValueAtPercentile(of) / 1_000;
      return { p50: percentile(50), p99: percentile(99), max: histogram.maxValue / 1_000 };
    },
  };
}
