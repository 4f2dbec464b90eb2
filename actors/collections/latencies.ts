/** How long things took of late, in milliseconds; null where there were none. */
export interface LatencyFigures {
  readonly p50_ms: number | null;
  readonly p99_ms: number | null;
}

/** Counts durations into classes, each a tenth longer than the one before: from 10 µs to beyond a minute. */
const SHORTEST_MS = 0.01;
const GROWTH = 1.1;
const CLASSES = 168;

const LOG_GROWTH = Math.log(GROWTH);

/**
 * Quantiles of durations of late, within a tenth of their value. To note one costs the same however many there are, and
 * nothing is kept but counts: of the window that is under way and the one before it.
 */
export class Latencies {
  readonly #window_ms: number;
  readonly #clock: () => number;
  #current = new Uint32Array(CLASSES);
  #before = new Uint32Array(CLASSES);
  #begun_at: number;

  /** `clock` in milliseconds, of any origin. */
  constructor(window_ms: number, clock: () => number) {
    this.#window_ms = window_ms;
    this.#clock = clock;
    this.#begun_at = clock();
  }

  note(duration_ms: number): void {
    this.#turnOver();
    const beyond = Math.ceil(Math.log(duration_ms / SHORTEST_MS) / LOG_GROWTH);
    const index = Math.min(CLASSES - 1, Math.max(0, beyond));
    this.#current[index] = (this.#current[index] ?? 0) + 1;
  }

  figures(): LatencyFigures {
    this.#turnOver();
    const counts = this.#current.map((count, index) => count + (this.#before[index] ?? 0));
    return { p50_ms: quantile(counts, 0.5), p99_ms: quantile(counts, 0.99) };
  }

  #turnOver(): void {
    const now = this.#clock();
    const age_ms = now - this.#begun_at;
    if (age_ms < this.#window_ms) return;
    const is_old = age_ms >= 2 * this.#window_ms;
    this.#before = is_old ? new Uint32Array(CLASSES) : this.#current;
    this.#current = new Uint32Array(CLASSES);
    this.#begun_at = now;
  }
}

/** The upper end of the class that the quantile lies in. */
function quantile(counts: Uint32Array, share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let left = Math.ceil(total * share);
  for (const [index, count] of counts.entries()) {
    left -= count;
    if (left <= 0) return SHORTEST_MS * GROWTH ** index;
  }
  throw new RangeError('the counts of durations do not make their sum');
}
