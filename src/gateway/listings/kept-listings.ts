import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Show } from '../../catalogue/catalogue.ts';
import type { Routing } from '../../routing/routing.ts';
import { seatStatuses } from './views.ts';

/** What a listing is written from. */
interface Listing {
  /** The shows in it, of which it says what is left. */
  readonly shows: readonly Show[];
  /** Writes the body, with what is left of the shows now. */
  body(): Readonly<Record<string, unknown>>;
}

interface Kept {
  readonly listing: Listing;
  /** When it was read, by `performance.now()`. */
  readonly read_at: number;
  /** What was left of its shows when it was written. */
  readonly statuses: string;
  readonly text: string;
  readonly etag: string;
}

/**
 * Listings as they were answered. What the catalogue says is read again after a second; what is left of the shows is
 * looked at for every answer, and the listing written anew where that has changed. So to keep a listing makes it no
 * older, and one that many look at is found and written once a second at most, unless somebody buys.
 */
export interface KeptListings {
  /** Answers a request, with 304 where the client has it already. The key says all that the listing depends on. */
  answer(reply: FastifyReply, key: string, read: () => Listing | Promise<Listing>): Promise<FastifyReply>;
}

const READ_AGAIN_MS = 1_000;
const MOST_LISTINGS = 2_000;

/** Whoever keeps a listing, a browser or a proxy, asks again after a second: what is left is to be no older. */
const WITH_SEATS = 'public, max-age=1';
/** Without shows a listing changes by imports alone. */
const WITHOUT_SEATS = 'public, max-age=60';

export function keepListings({ available }: Pick<Routing, 'available'>): KeptListings {
  /** The least recently used first. */
  const kept = new Map<string, Kept>();

  const statusesOf = ({ shows }: Listing): string => {
    let statuses = '';
    for (const show of shows) statuses += seatStatuses(show, available(show.show_id));
    return statuses;
  };

  function keep(key: string, listing: Kept): Kept {
    kept.delete(key);
    kept.set(key, listing);
    if (kept.size > MOST_LISTINGS) {
      const [oldest] = kept.keys();
      if (oldest !== undefined) kept.delete(oldest);
    }
    return listing;
  }

  async function newest(
    key: string,
    reply: FastifyReply,
    read: () => Listing | Promise<Listing>,
  ): Promise<Kept> {
    const known = kept.get(key);
    const now = performance.now();
    const is_current = known !== undefined && now - known.read_at < READ_AGAIN_MS;
    const listing = is_current ? known.listing : await read();
    const statuses = statusesOf(listing);
    if (is_current && statuses === known.statuses) return keep(key, known);
    const text = reply.serializeInput(listing.body(), '200');
    if (typeof text !== 'string') throw new TypeError('a listing is written as text');
    const read_at = is_current ? known.read_at : now;
    return keep(key, { listing, read_at, statuses, text, etag: etagOf(text) });
  }

  return {
    async answer(reply, key, read) {
      const { text, etag, listing } = await newest(key, reply, read);
      reply
        .header('etag', etag)
        .header('cache-control', listing.shows.length > 0 ? WITH_SEATS : WITHOUT_SEATS);
      if (has(reply.request.headers['if-none-match'], etag)) return reply.code(304).send();
      return reply.type('application/json; charset=utf-8').send(text);
    },
  };
}

function etagOf(text: string): string {
  return `"${createHash('sha1').update(text).digest('base64url')}"`;
}

/** Whether the client has this very answer, by `If-None-Match`. */
function has(if_none_match: string | undefined, etag: string): boolean {
  if (if_none_match === undefined) return false;
  return if_none_match.split(',').some((each) => {
    const tag = each.trim();
    return tag === '*' || tag === etag || tag === `W/${etag}`;
  });
}
