import { pause } from '../../shared/pause.ts';
import { NoAnswerError, ProblemError } from '../../shared/problem.ts';

export interface Poller<Item> {
  /** From now on exactly these are followed. */
  follow(items: readonly Item[], onNews: (item: Item) => void): void;
}

const PAUSE_AFTER_FAILURE_MS = 3_000;
const PAUSE_WITHOUT_NEWS_MS = 500;

/** Holds a long poll open for each item that is followed; `newer` asks for what is newer than the item. */
export function poller<Item extends { readonly version: number }>(
  idOf: (item: Item) => string,
  newer: (item: Item, signal: AbortSignal) => Promise<Item>,
): Poller<Item> {
  const open = new Map<string, AbortController>();

  async function poll(item: Item, signal: AbortSignal, onNews: (item: Item) => void): Promise<void> {
    let newest = item;
    while (!signal.aborted) {
      try {
        const told = await newer(newest, signal);
        // An answer without news came either after a long wait or from a service too busy to hold the poll open.
        if (told.version <= newest.version) await pause(PAUSE_WITHOUT_NEWS_MS, signal);
        newest = told;
        onNews(newest);
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof ProblemError && error.problem.status === 404) return;
        if (!(error instanceof ProblemError || error instanceof NoAnswerError)) throw error;
        await pause(PAUSE_AFTER_FAILURE_MS, signal).catch(() => undefined);
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
