import { type SeatMap, seatMapOf } from '../../../actors/show/seat-map.ts';
import type { Catalogue } from '../../../src/catalogue/catalogue.ts';
import type { HallSeat } from './store.ts';

/** What a peer knows of its shows beside its store: all are in the same hall, and about the same movie. */
export interface PeerShows {
  readonly show_ids: readonly string[];
  readonly movie_id: string;
  readonly currency: string;
  readonly seat_map: SeatMap;
}

export function readShows(catalogue: Catalogue, show_ids: readonly string[]): PeerShows {
  const definition = catalogue.definitionOf(show_ids[0] ?? '');
  if (definition === null) throw new RangeError('A peer needs at least one show of its catalogue');
  const { movie_id, currency } = definition;
  return { show_ids, movie_id, currency, seat_map: seatMapOf(definition) };
}

/** The hall as a store needs it to choose seats. */
export function hallOf({ seats, type_of, x_of, y_of, adjoins_next }: SeatMap): HallSeat[] {
  let block = 0;
  return seats.map(({ seat_id }, seat) => {
    if (seat > 0 && adjoins_next[seat - 1] !== 1) block += 1;
    const distance = Math.round(100 * Math.hypot(x_of[seat] ?? 0, y_of[seat] ?? 0)) / 100;
    return { seat_id, type: type_of[seat] ?? 0, block, distance };
  });
}
