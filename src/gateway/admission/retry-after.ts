/** For how long whoever is refused is to stay away. */
export interface RetryAfter {
  served(): void;
  /** Whole seconds: the more are away already, the longer, and not the same for all, or they would come back at once. */
  refused(): number;
}

export const RETRY_AFTER_MOST_S = 10;

const WINDOW_MS = 5_000;

/** What was counted since `begun_at`. */
interface Window {
  readonly begun_at: number;
  served: number;
  refused: number;
}

export function createRetryAfter(now: () => number, random: () => number): RetryAfter {
  let before: Window = { begun_at: now(), served: 0, refused: 0 };
  let current: Window = { ...before };

  function moveOn(): void {
    const at = now();
    if (at - current.begun_at < WINDOW_MS) return;
    // Nobody was here for a while: what came before that is long over.
    const is_past = at - current.begun_at >= 2 * WINDOW_MS;
    before = is_past ? { begun_at: at, served: 0, refused: 0 } : current;
    current = { begun_at: at, served: 0, refused: 0 };
  }

  /** As long as it would take to serve all who were sent away lately. */
  function spread(): number {
    const lasted_s = Math.max(1, (now() - before.begun_at) / 1_000);
    const served_per_s = Math.max(1, (before.served + current.served) / lasted_s);
    return Math.min(RETRY_AFTER_MOST_S - 1, (before.refused + current.refused) / served_per_s);
  }

  return {
    served() {
      moveOn();
      current.served += 1;
    },
    refused() {
      moveOn();
      current.refused += 1;
      return 1 + Math.round(random() * spread());
    },
  };
}
