const TOLD_EVERY_MS = 60_000;

/** For what may happen often: tells of it when it happens, but once a minute at most, with how often it has so far. */
export function tellSeldom(tell: (times: number) => void): () => void {
  let times = 0;
  let told_at = Number.NEGATIVE_INFINITY;
  return () => {
    times += 1;
    const now = performance.now();
    if (now - told_at < TOLD_EVERY_MS) return;
    told_at = now;
    tell(times);
  };
}
