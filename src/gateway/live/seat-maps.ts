import type { Answer, SeatMap } from '../../protocol/answers.ts';
import type { Routing, SeatChange, ShowListener, ShowNews } from '../../routing/routing.ts';
import { createLayouts, type Layout } from './layouts.ts';

/** Seat maps as JSON: read once from the show, then kept current by its news, and written a few times a version at most. */
export interface SeatMaps {
  /** The current map, or why there is none. */
  read(show_id: string): Promise<SeatMapAnswer>;
  close(): void;
}

export type SeatMapAnswer =
  | { readonly type: 'current'; readonly version: number; readonly json: Buffer }
  | Exclude<Answer, { type: 'seat_map' }>;

/**
 * Maps kept at a time, each about 40 kB for a hall of 300 seats, and up to 200 kB more where no other show is in its hall: 32
 * to 192 MB. The one read longest ago goes first.
 */
const MOST_KEPT = 800;

/**
 * Only what so many have asked for is kept for the others. Where the crowd is spread over many shows, nearly each asks for a
 * version that nobody else does: if it were kept, it would outlive the young generation, and V8 marks the whole heap for each
 * 64 MB of such buffers.
 */
const TIMES_WRITTEN_MOST = 4;

export function createSeatMaps(routing: Routing): SeatMaps {
  const kept = new Map<string, KeptMap>();
  const reading = new Map<string, Promise<SeatMapAnswer>>();
  const layouts = createLayouts();

  function drop(map: KeptMap): void {
    map.unsubscribe();
    if (kept.get(map.show_id) === map) kept.delete(map.show_id);
  }

  function keep(map: KeptMap): void {
    kept.set(map.show_id, map);
    const [oldest] = kept.values();
    if (kept.size > MOST_KEPT && oldest !== undefined) drop(oldest);
  }

  /** Subscribes first and reads then, so that no change falls between the two. */
  async function readShow(show_id: string): Promise<SeatMapAnswer> {
    const early: ShowNews[] = [];
    let is_missing = false;
    let listener: ShowListener = {
      news: (news) => void early.push(news),
      missed: () => {
        is_missing = true;
      },
    };
    const unsubscribe = routing.subscribe(show_id, {
      news: (news) => listener.news(news),
      missed: (missed_show_id) => listener.missed(missed_show_id),
    });
    try {
      const answer = await routing.ask({ verb: 'seats', show_id, body: {}, idempotency_key: null });
      if (answer.type !== 'seat_map') {
        unsubscribe();
        return answer;
      }
      const map = keptMap(answer.body, layouts.of(answer.body.seats), unsubscribe);
      const take = (news: ShowNews): void => {
        if (!map.take(news)) drop(map);
      };
      listener = { news: take, missed: () => drop(map) };
      keep(map);
      for (const news of early) take(news);
      // Whether what was missed is in what was read nobody knows; the next one reads anew.
      if (is_missing) drop(map);
      return map.current();
    } catch (error) {
      unsubscribe();
      throw error;
    }
  }

  return {
    async read(show_id) {
      const map = kept.get(show_id);
      if (map !== undefined) {
        kept.delete(show_id);
        kept.set(show_id, map);
        return map.current();
      }
      const under_way = reading.get(show_id);
      if (under_way !== undefined) return under_way;
      const read = readShow(show_id).finally(() => reading.delete(show_id));
      reading.set(show_id, read);
      return read;
    },
    close() {
      for (const map of kept.values()) map.unsubscribe();
      kept.clear();
    },
  };
}

interface KeptMap {
  readonly show_id: string;
  readonly unsubscribe: () => void;
  /** Whether the news fit on what is known; false means that some were lost. */
  take(news: ShowNews): boolean;
  current(): SeatMapAnswer;
}

function keptMap(
  { show_id, version: first_version, seats }: SeatMap,
  layout: Layout,
  unsubscribe: () => void,
): KeptMap {
  let version = first_version;
  let times_written = 0;
  let json: Buffer | null = null;
  /** Each seat as it is written now. */
  const written = seats.map(({ status }, index) => layout.written(index, status));

  function change({ seat_id, status }: SeatChange): void {
    const index = layout.indexOf(seat_id);
    if (index === undefined)
      throw new RangeError(`the news of show ${show_id} name a seat that its map has not`);
    written[index] = layout.written(index, status);
  }

  function write(): Buffer {
    return Buffer.from(`{"show_id":"${show_id}","version":${version},"seats":[${written.join(',')}]}`);
  }

  return {
    show_id,
    unsubscribe,
    take(news) {
      if (news.version <= version) return true;
      if (news.previous_version !== version) return false;
      news.seats.forEach(change);
      version = news.version;
      times_written = 0;
      json = null;
      return true;
    },
    current() {
      if (json !== null) return { type: 'current', version, json };
      const now_written = write();
      times_written += 1;
      if (times_written === TIMES_WRITTEN_MOST) json = now_written;
      return { type: 'current', version, json: now_written };
    },
  };
}
