const SAMPLE_EVERY_MS = 20;
/** The middle one of so many samples counts: one pause, such as a garbage collection, is no delay that lasts. */
const SAMPLES = 5;

export interface LoopDelay {
  /** By how much the event loop is late of late, in milliseconds. */
  read(): number;
  /** Begins to measure: once the service is up, for to build it holds everything up. */
  begin(): void;
  close(): void;
}

export function createLoopDelay(): LoopDelay {
  const delays_ms = Array<number>(SAMPLES).fill(0);
  let sampling: NodeJS.Timeout | null = null;
  return {
    read: () => delays_ms.toSorted((one, other) => one - other)[Math.floor(SAMPLES / 2)] ?? 0,
    begin() {
      let due_at = performance.now() + SAMPLE_EVERY_MS;
      sampling = setInterval(() => {
        const now = performance.now();
        delays_ms.shift();
        delays_ms.push(Math.max(0, now - due_at));
        due_at = now + SAMPLE_EVERY_MS;
      }, SAMPLE_EVERY_MS);
      sampling.unref();
    },
    close() {
      if (sampling !== null) clearInterval(sampling);
    },
  };
}
