import type { ServerResponse } from 'node:http';
import type { SeatStatus } from '../../../actors/show/replies.ts';
import type { Routing, ShowNews } from '../../routing/routing.ts';
import { followShows } from './followed-shows.ts';
import type { Places } from './places.ts';

/** Server-sent events: the seats of a show that changed. */
export interface SeatStreams {
  /**
   * Listens from now on; to be begun once the caller knows the map's version. What changes in between is kept. Null where
   * as many are open as can be.
   */
  open(show_id: string, response: ServerResponse): OpenedStream | null;
  count(): number;
  /** Ends all streams; clients open them again elsewhere. */
  close(): void;
}

export interface OpenedStream {
  /** Sends the current version, and then everything newer. `known` is the version that the client knows already, or null. */
  begin(version: number, known: number | null): void;
  /** Lets go of it without a word. */
  abandon(): void;
}

/** Changes of one show go out together this often: a person sees no more, and a hot show has thousands a second. */
const CHANGES_EVERY_MS = 100;
const HEARTBEAT_EVERY_MS = 15_000;
/** A reader with more than this unread is too slow: it is dropped, and has to read the map again. */
const MOST_UNREAD_BYTES = 64 * 1_024;
/** How long a client waits before it opens a broken stream again. */
const REOPEN_AFTER_MS = 2_000;

interface Change {
  readonly version: number;
  readonly text: string;
}

interface Stream {
  readonly response: ServerResponse;
  /** What changed before the stream was begun; null from then on. */
  early: Change[] | null;
  /** Whether changes may have been missed before the stream was begun. */
  has_missed: boolean;
}

interface StreamedShow {
  readonly streams: Set<Stream>;
  /** Seats that changed since the last event, as they are now. */
  readonly changed: Map<string, SeatStatus>;
  version: number;
  pause: NodeJS.Timeout | null;
}

export function createSeatStreams(routing: Routing, places: Places): SeatStreams {
  const shows = new Map<string, StreamedShow>();
  const follow = followShows(routing, { news: take, missed });

  function take(news: ShowNews): void {
    const show = shows.get(news.show_id);
    if (show === undefined || news.seats.length === 0) return;
    for (const { seat_id, status } of news.seats) show.changed.set(seat_id, status);
    show.version = news.version;
    if (show.pause === null) tellChanges(show);
  }

  /** Who follows the map reads it again; who is still reading it may have read it too early. */
  function missed(show_id: string): void {
    const show = shows.get(show_id);
    if (show === undefined) return;
    for (const stream of show.streams) {
      if (stream.early === null) send(stream, reloadOf(show.version));
      else stream.has_missed = true;
    }
  }

  function tellChanges(show: StreamedShow): void {
    show.pause = null;
    if (show.changed.size === 0) return;
    const seats = Array.from(show.changed, ([seat_id, status]) => ({ seat_id, status }));
    show.changed.clear();
    const change = { version: show.version, text: eventOf(show.version, seats) };
    for (const stream of show.streams) {
      if (stream.early === null) send(stream, change.text);
      else stream.early.push(change);
    }
    show.pause = setTimeout(tellChanges, CHANGES_EVERY_MS, show);
  }

  function showOf(show_id: string): StreamedShow {
    const known = shows.get(show_id);
    if (known !== undefined) return known;
    const show = { streams: new Set<Stream>(), changed: new Map(), version: 0, pause: null };
    shows.set(show_id, show);
    return show;
  }

  const heartbeat = setInterval(() => {
    for (const { streams } of shows.values()) {
      for (const stream of streams) if (stream.early === null) send(stream, ': still here\n\n');
    }
  }, HEARTBEAT_EVERY_MS);
  heartbeat.unref();

  return {
    open(show_id, response) {
      if (!places.take()) return null;
      const show = showOf(show_id);
      const stream: Stream = { response, early: [], has_missed: false };
      const unfollow = follow(show_id);
      show.streams.add(stream);
      const abandon = (): void => {
        if (!show.streams.delete(stream)) return;
        places.free();
        unfollow();
        if (show.streams.size > 0) return;
        if (show.pause !== null) clearTimeout(show.pause);
        shows.delete(show_id);
      };
      response.once('close', abandon);

      return {
        abandon,
        begin(version, known) {
          send(stream, `retry: ${REOPEN_AFTER_MS}\n\n`);
          if (stream.has_missed || (known !== null && known !== version)) send(stream, reloadOf(version));
          send(stream, eventOf(version, []));
          const early = stream.early ?? [];
          stream.early = null;
          for (const change of early) if (change.version > version) send(stream, change.text);
        },
      };
    },
    count: places.taken,
    close() {
      clearInterval(heartbeat);
      for (const { streams } of shows.values()) for (const { response } of streams) response.end();
    },
  };
}

function eventOf(version: number, seats: readonly { seat_id: string; status: SeatStatus }[]): string {
  return `id: ${version}\ndata: ${JSON.stringify({ version, seats })}\n\n`;
}

function reloadOf(version: number): string {
  return `event: reload\ndata: ${JSON.stringify({ version })}\n\n`;
}

function send({ response }: Stream, text: string): void {
  if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
  else response.write(text);
}
