import { type Problem, problem } from '../protocol/problem.ts';

/**
 * Rule 14: what is refused first when there is too much to do. A route without a class is never refused: to pay,
 * to release, to leave, and to ask how one's own booking or place stands.
 */
export type AdmissionClass = 'listing' | 'seat_map' | 'reserve' | 'join';

interface Threshold {
  /** Requests that the shows have not answered yet. */
  readonly requests_pending: number;
  /** By how much the event loop is late. */
  readonly loop_delay_ms: number;
}

/** A class is refused while either measure is above its threshold. */
const ADMISSION_THRESHOLDS: Readonly<Record<AdmissionClass, Threshold>> = {
  listing: { requests_pending: 1_000, loop_delay_ms: 200 },
  seat_map: { requests_pending: 2_000, loop_delay_ms: 400 },
  reserve: { requests_pending: 4_000, loop_delay_ms: 800 },
  join: { requests_pending: 8_000, loop_delay_ms: 1_600 },
};

const SAMPLE_EVERY_MS = 20;
/** The middle one of so many samples counts: one pause, such as a garbage collection, is no overload. */
const SAMPLES = 5;
/** How old a count of pending requests may be: counting takes longer than it takes a request to be refused. */
const COUNT_AGE_MS = 5;
const RETRY_AFTER_S = 1;

export interface Admission {
  /** The refusal, or null where there is room. */
  refusal(admission_class: AdmissionClass): Problem | null;
  /** By how much the event loop is late of late, in milliseconds. */
  loopDelay(): number;
  /** Begins to measure the event loop: once the service is up, for to build it holds everything up. */
  begin(): void;
  close(): void;
}

export function createAdmission(countPending: () => number): Admission {
  const delays_ms = Array<number>(SAMPLES).fill(0);
  let loop_delay_ms = 0;
  let sampling: NodeJS.Timeout | null = null;

  function sampleLoop(): void {
    let due_at = performance.now() + SAMPLE_EVERY_MS;
    sampling = setInterval(() => {
      const now = performance.now();
      delays_ms.shift();
      delays_ms.push(Math.max(0, now - due_at));
      loop_delay_ms = delays_ms.toSorted((one, other) => one - other)[Math.floor(SAMPLES / 2)] ?? 0;
      due_at = now + SAMPLE_EVERY_MS;
    }, SAMPLE_EVERY_MS);
    sampling.unref();
  }

  let requests_pending = 0;
  let counted_at = Number.NEGATIVE_INFINITY;
  function requestsPending(): number {
    const now = performance.now();
    if (now - counted_at < COUNT_AGE_MS) return requests_pending;
    counted_at = now;
    requests_pending = countPending();
    return requests_pending;
  }

  return {
    refusal(admission_class) {
      const threshold = ADMISSION_THRESHOLDS[admission_class];
      const is_overloaded =
        loop_delay_ms > threshold.loop_delay_ms || requestsPending() > threshold.requests_pending;
      return is_overloaded ? problem('overloaded', { retry_after_s: RETRY_AFTER_S }) : null;
    },
    loopDelay: () => loop_delay_ms,
    begin: sampleLoop,
    close() {
      if (sampling !== null) clearInterval(sampling);
    },
  };
}
