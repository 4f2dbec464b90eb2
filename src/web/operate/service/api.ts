import type { SeatMap, Show } from '../../shared/contract.ts';
import { ProblemError } from '../../shared/problem.ts';
import { send, sendForFile } from '../../shared/send.ts';
import type { FoundShow, Overview, Timeline } from './contract.ts';
import { signOut, token } from './token.ts';

const SHOWS_FOUND = 8;
const UNAUTHORIZED = 401;

/** Also how a token is tried: rejects with a `ProblemError` where it is not the operator's. */
export function overview(shows: number, secret: string, signal: AbortSignal): Promise<Overview> {
  return send(`/v1/admin/overview?shows=${shows}`, signal, withToken(secret));
}

export function currentOverview(shows: number, signal: AbortSignal): Promise<Overview> {
  return asOperator((secret) => overview(shows, secret, signal));
}

/** A part of the show's history between two times, or all of it where they are null. */
export function timeline(
  show_id: string,
  range: { readonly from: string; readonly until: string } | null,
  signal: AbortSignal,
): Promise<Timeline> {
  const query = range === null ? '' : `?${new URLSearchParams({ ...range })}`;
  return asOperator((secret) =>
    send(`/v1/admin/shows/${show_id}/timeline${query}`, signal, withToken(secret)),
  );
}

/** From then on exactly these seats are blocked. */
export async function blockSeats(
  show_id: string,
  seats: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const body = JSON.stringify({ seats });
  await asOperator((secret) =>
    sendForFile(`/v1/admin/shows/${show_id}/blocked-seats`, signal, {
      method: 'PUT',
      headers: { ...withToken(secret).headers, 'content-type': 'application/json' },
      body,
    }),
  );
}

export async function cancelShow(show_id: string, signal: AbortSignal): Promise<void> {
  await asOperator((secret) =>
    sendForFile(`/v1/admin/shows/${show_id}/cancel`, signal, { method: 'POST', ...withToken(secret) }),
  );
}

export function show(show_id: string, signal: AbortSignal): Promise<Show> {
  return send(`/v1/shows/${show_id}`, signal, {});
}

export function seatMap(show_id: string, signal: AbortSignal): Promise<SeatMap> {
  return send(`/v1/shows/${show_id}/seats`, signal, {});
}

export async function findShows(keyword: string, signal: AbortSignal): Promise<readonly FoundShow[]> {
  const query = new URLSearchParams({ keyword, result_per_page: String(SHOWS_FOUND) });
  const found = await send<{ results: readonly FoundShow[] }>(`/v1/search?${query}`, signal, {});
  return found.results;
}

function withToken(secret: string) {
  return { headers: { authorization: `Bearer ${secret}` } };
}

/** A token that is refused is good for nothing any more: the page asks for another. */
async function asOperator<Answer>(ask: (secret: string) => Promise<Answer>): Promise<Answer> {
  try {
    return await ask(token.get() ?? '');
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === UNAUTHORIZED) signOut();
    throw error;
  }
}
