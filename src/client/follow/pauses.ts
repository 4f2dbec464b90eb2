/** After an answer that came from a long wait, without news. */
const PAUSE_WITHOUT_NEWS_MS = 500;
/** An answer without news that comes sooner is from somebody too busy to hold the poll open. */
const HELD_AT_LEAST_MS = 2_000;
/** Then each pause is twice as long as the one before. */
const FIRST_PAUSE_UNHELD_MS = 2_000;
const LONGEST_PAUSE_UNHELD_MS = 16_000;

/** Between the long polls of one loop, while they bring no news. */
export interface Pauses {
  /** Milliseconds to the next poll, from how long the answer to this one took. */
  afterNoNews(took_ms: number): number;
}

export function createPauses(): Pauses {
  let unheld = 0;
  return {
    afterNoNews(took_ms) {
      unheld = took_ms < HELD_AT_LEAST_MS ? unheld + 1 : 0;
      if (unheld === 0) return PAUSE_WITHOUT_NEWS_MS * Math.random();
      const growing_ms = Math.min(LONGEST_PAUSE_UNHELD_MS, FIRST_PAUSE_UNHELD_MS * 2 ** (unheld - 1));
      return growing_ms * (0.5 + Math.random() / 2);
    },
  };
}
