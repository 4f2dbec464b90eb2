import { pause } from '../abort.ts';
import { pauseAfter } from '../calls.ts';
import type { CallOptions, ReadOptions } from '../client.ts';
import { isRefusal } from '../errors.ts';
import { createPauses } from './pauses.ts';

/** How long the box office may be away before a loop gives up. */
const PATIENCE_MS = 5 * 60_000;

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
  const pauses = createPauses();
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
      await pause(pauses.afterNoNews(performance.now() - asked_at), options.signal);
    } catch (error) {
      // A crowd that comes back after an outage can exceed its quota; that is no reason to give a place up.
      if (!isRefusal(error, 'rate_limited')) throw error;
      await pause(pauseAfter(error, refusals), options.signal);
      refusals += 1;
    }
  }
}
