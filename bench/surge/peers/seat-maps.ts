import { createLayouts } from '../../../src/gateway/live/layouts.ts';
import type { SeatMapAnswer, SeatMaps } from '../../../src/gateway/live/seat-maps.ts';
import { problemAnswer } from '../../../src/protocol/answers.ts';
import { problem } from '../../../src/protocol/problem.ts';
import type { PeerShows } from './shows.ts';
import { SEAT_STATUSES, type Store } from './store.ts';

interface Kept {
  /** How many changes of the show were known when the store began to read it; -1 where it is of no use. */
  version: number;
  readonly json: Promise<Buffer>;
}

interface ShowMap {
  version: number;
  kept: Kept;
  /** Begins when the reading under way ends, for all who come until then. */
  next: Promise<Buffer> | null;
}

/**
 * Seat maps as JSON, each kept until its show changes. A show is read once at a time, however many ask: who comes while
 * it is being read, after another change, shares the next reading with all others.
 */
export function peerSeatMaps(
  getStore: () => Store,
  { show_ids, seat_map, currency }: PeerShows,
): SeatMaps & { changed(show_id: string): void } {
  const layout = createLayouts().of(
    seat_map.seats.map(({ price, ...seat }) => ({
      ...seat,
      price: { amount: price, currency },
      status: 'available',
    })),
  );
  const maps = new Map(
    show_ids.map((show_id): [string, ShowMap] => [
      show_id,
      { version: 0, kept: { version: -1, json: Promise.resolve(Buffer.alloc(0)) }, next: null },
    ]),
  );

  async function write(show_id: string, version: number): Promise<Buffer> {
    const statuses = await getStore().seats(show_id);
    const written = statuses.map((status, seat) => layout.written(seat, statusNamed(status)));
    return Buffer.from(`{"show_id":"${show_id}","version":${version},"seats":[${written.join(',')}]}`);
  }

  function begin(show_id: string, map: ShowMap): Promise<Buffer> {
    const { version } = map;
    const kept: Kept = { version, json: write(show_id, version) };
    kept.json.catch(() => {
      kept.version = -1;
    });
    map.kept = kept;
    map.next = null;
    return kept.json;
  }

  async function current(show_id: string, map: ShowMap): Promise<SeatMapAnswer> {
    // What is read from here on may have a change in it that is announced a moment later; then it is read again.
    const { version, kept } = map;
    if (kept.version === version) return { type: 'current', version, json: await kept.json };
    const again = (): Promise<Buffer> => begin(show_id, map);
    map.next ??= kept.json.then(again, again);
    return { type: 'current', version, json: await map.next };
  }

  return {
    async read(show_id) {
      const map = maps.get(show_id);
      return map === undefined ? problemAnswer(problem('unknown_show')) : current(show_id, map);
    },
    changed(show_id) {
      const map = maps.get(show_id);
      if (map !== undefined) map.version += 1;
    },
    close() {},
  };
}

function statusNamed(number: number): (typeof SEAT_STATUSES)[number] {
  const status = SEAT_STATUSES[number];
  if (status === undefined) throw new RangeError(`No seat has the status ${number}`);
  return status;
}
