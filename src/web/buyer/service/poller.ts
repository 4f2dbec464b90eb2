import { pause } from '../../shared/pause.ts';
import { NoAnswerError, ProblemError } from '../../shared/problem.ts';

export interface Poller<Item> {
  /** From now on exactly these are followed. */
  follow(items: readonly Item[], onNews: (item: Item) => void): void;
}

const PAUSE_AFTER_FAILURE_MS = 3_000;
const PAUSE_WITHOUT_NEWS_MS = 500;
/** An answer without news that comes sooner is from a service too busy to hold the poll open. */
const HELD_AT_LEAST_MS = 2_000;
/** Then each pause is twice as long as the one before. */
const FIRST_PAUSE_UNHELD_MS = 2_000;
const LONGEST_PAUSE_UNHELD_MS = 16_000;

/** Holds a long poll open for each item that is followed; `newer` asks for what is newer than the item. */
export function poller<Item extends { readonly version: number }>(
  idOf: (item: Item) => string,
  newer: (item: Item, signal: AbortSignal) => Promise<Item>,
): Poller<Item> {
  const open = new Map<string, AbortController>();

  async function poll(item: Item, signal: AbortSignal, onNews: (item: Item) => void): Promise<void> {
    let newest = item;
    let unheld = 0;
    while (!signal.aborted) {
      const asked_at = performance.now();
      try {
        const told = await newer(newest, signal);
        if (told.version > newest.version) unheld = 0;
        else {
          unheld = performance.now() - asked_at < HELD_AT_LEAST_MS ? unheld + 1 : 0;
          await pause(pauseWithoutNews(unheld), signal);
        }
        newest = told;
        onNews(newest);
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof ProblemError && error.problem.status === 404) return;
        if (!(error instanceof ProblemError || error instanceof NoAnswerError)) throw error;
        await pause(apart(PAUSE_AFTER_FAILURE_MS), signal).catch(() => undefined);
      }
    }
  }

  return {
    follow(items, onNews) {
      const wanted = new Set(items.map(idOf));
      for (const [id, controller] of open) {
        if (wanted.has(id)) continue;
        controller.abort();
        open.delete(id);
      }
      for (const item of items) {
        const id = idOf(item);
        if (open.has(id)) continue;
        const controller = new AbortController();
        open.set(id, controller);
        void poll(item, controller.signal, onNews);
      }
    },
  };
}

function pauseWithoutNews(unheld: number): number {
  if (unheld === 0) return PAUSE_WITHOUT_NEWS_MS;
  return apart(Math.min(LONGEST_PAUSE_UNHELD_MS, FIRST_PAUSE_UNHELD_MS * 2 ** (unheld - 1)));
}

/** Half of it to all of it, so that a crowd does not come back at once. */
function apart(pause_ms: number): number {
  return pause_ms * (0.5 + Math.random() / 2);
}
