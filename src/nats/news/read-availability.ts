import type { Requester } from '../requester.ts';
import { engineAvailability } from '../subjects.ts';
import { textOf } from '../text-of.ts';
import type { AvailabilityPage, AvailabilityRequest } from './messages.ts';

const PAGE_WITHIN_MS = 2_000;

/** Reads the counts of every show in an engine's log, page by page. Rejects as the requester does. */
export async function readAvailability(
  requester: Requester,
  engine_id: string,
  take: (show_id: string, available: readonly number[]) => void,
): Promise<void> {
  for (let from = 0, is_last = false; !is_last; ) {
    const request: AvailabilityRequest = { from };
    const payload = Buffer.from(JSON.stringify(request));
    const answer = await requester.request(engineAvailability(engine_id), payload, PAGE_WITHIN_MS);
    const page: AvailabilityPage = JSON.parse(textOf(answer.payload));
    for (const [show_id, available] of page.shows) take(show_id, available);
    from += page.shows.length;
    is_last = page.is_last;
  }
}
