/** After an answer that came from a long wait, without news. */
const PAUSE_WITHOUT_NEWS_MS = 500;
/** Answers that come sooner, one after the other, are from somebody too busy to hold the poll open. */
const HELD_AT_LEAST_MS = 2_000;
/** Then each pause is twice as long as the one before. */
const FIRST_PAUSE_UNHELD_MS = 2_000;
const LONGEST_PAUSE_UNHELD_MS = 16_000;

/** Between the long polls of one loop. */
export interface Pauses {
  /** How long the answer to a poll took, in milliseconds, and whether there was news in it. */
  answered(took_ms: number, has_news: boolean): void;
  /** Milliseconds to the next poll; 0 for at once. */
  next(): number;
}

export function createPauses(): Pauses {
  let unheld = 0;
  let pause_ms = 0;
  return {
    answered(took_ms, has_news) {
      unheld = took_ms < HELD_AT_LEAST_MS ? unheld + 1 : 0;
      // One soon answer with news is news that had just come.
      const too_soon = has_news ? unheld - 1 : unheld;
      if (too_soon > 0) pause_ms = growing(too_soon);
      else pause_ms = has_news ? 0 : PAUSE_WITHOUT_NEWS_MS * Math.random();
    },
    next: () => pause_ms,
  };
}

/** Half of it to all of it, so that a crowd does not come back at once. */
function growing(times: number): number {
  const longest_ms = Math.min(LONGEST_PAUSE_UNHELD_MS, FIRST_PAUSE_UNHELD_MS * 2 ** (times - 1));
  return longest_ms * (0.5 + Math.random() / 2);
}
