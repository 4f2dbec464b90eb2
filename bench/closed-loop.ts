import { type Latency, latencyRecorder } from './report/latency.ts';

export interface ClosedLoop<Metered> {
  /** Each has one request in flight at any time. */
  readonly clients: number;
  readonly warmup_ms: number;
  readonly measure_ms: number;
  /** Resolves when the reserve is acknowledged, with how to release it. Rejects where it is refused. */
  readonly reserve: (client: number) => Promise<() => Promise<void>>;
  /** Called when the time measured begins, and what it returns when it ends: neither start nor end counts. */
  readonly startMeter: () => () => Metered;
}

export interface ClosedLoopOutcome<Metered> {
  readonly cycles_per_second: number;
  readonly acknowledged: number;
  readonly cycle: Latency;
  readonly request: Latency;
  readonly metered: Metered;
}

/**
 * Runs the cycle with every client at once. A cycle counts towards the rate where it ended within the time measured,
 * and towards `acknowledged` in any case: at the end every client finishes the cycle that it is in.
 */
export async function runClosedLoop<Metered>(loop: ClosedLoop<Metered>): Promise<ClosedLoopOutcome<Metered>> {
  const cycles = latencyRecorder();
  const requests = latencyRecorder();
  let acknowledged = 0;
  let measured = 0;

  const from = performance.now() + loop.warmup_ms;
  const until = from + loop.measure_ms;

  const client = async (index: number): Promise<void> => {
    for (let now = performance.now(); now < until; ) {
      const start = now;
      const release = await loop.reserve(index);
      const reserved = performance.now();
      await release();
      now = performance.now();
      acknowledged += 1;
      if (now < from || now >= until) continue;
      measured += 1;
      requests.record(reserved - start);
      requests.record(now - reserved);
      cycles.record(now - start);
    }
  };

  const metered = meterBetween(loop.startMeter, from, until);
  await Promise.all(Array.from({ length: loop.clients }, (_, index) => client(index)));
  return {
    cycles_per_second: measured / (loop.measure_ms / 1_000),
    acknowledged,
    cycle: cycles.latency(),
    request: requests.latency(),
    metered: await metered,
  };
}

/** Between two times of `performance.now()`. */
function meterBetween<Metered>(
  startMeter: () => () => Metered,
  from: number,
  until: number,
): Promise<Metered> {
  return new Promise((resolve) => {
    setTimeout(() => {
      const read = startMeter();
      setTimeout(() => resolve(read()), until - performance.now());
    }, from - performance.now());
  });
}
