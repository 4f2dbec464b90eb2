import { pause } from '../abort.ts';
import { pauseAfter } from '../calls.ts';
import type { CallOptions, ReadOptions } from '../client.ts';
import { isRefusal } from '../errors.ts';

/** How long the box office may be away before a loop gives up. */
const PATIENCE_MS = 5 * 60_000;

/** After an answer that came from a long wait, without news. */
const PAUSE_WITHOUT_NEWS_MS = 500;
/** An answer without news that comes sooner is from somebody too busy to hold the poll open. */
const HELD_AT_LEAST_MS = 2_000;
/** Then each pause is twice as long as the one before. */
const FIRST_PAUSE_UNHELD_MS = 2_000;
const LONGEST_PAUSE_UNHELD_MS = 16_000;

/** How long a loop goes on without the box office. */
export function patienceOf({ deadline_ms }: CallOptions): number {
  return deadline_ms ?? PATIENCE_MS;
}

/** Asks until there is something newer than `known`, however long that takes. */
export async function newerThan<Item extends { readonly version: number }>(
  known: Item,
  poll_s: number,
  read: (options: ReadOptions) => Promise<Item>,
  options: CallOptions,
): Promise<Item> {
  const patience_ms = patienceOf(options);
  let unheld = 0;
  for (let refusals = 0; ; ) {
    const asked_at = performance.now();
    try {
      const item = await read({
        ...options,
        deadline_ms: patience_ms,
        wait_s: poll_s,
        after: known.version,
      });
      if (item.version > known.version) return item;
      refusals = 0;
      unheld = performance.now() - asked_at < HELD_AT_LEAST_MS ? unheld + 1 : 0;
      await pause(pauseWithoutNews(unheld), options.signal);
    } catch (error) {
      // A crowd that comes back after an outage can exceed its quota; that is no reason to give a place up.
      if (!isRefusal(error, 'rate_limited')) throw error;
      await pause(pauseAfter(error, refusals), options.signal);
      refusals += 1;
    }
  }
}

function pauseWithoutNews(unheld: number): number {
  if (unheld === 0) return PAUSE_WITHOUT_NEWS_MS * Math.random();
  const growing_ms = Math.min(LONGEST_PAUSE_UNHELD_MS, FIRST_PAUSE_UNHELD_MS * 2 ** (unheld - 1));
  return growing_ms * (0.5 + Math.random() / 2);
}
