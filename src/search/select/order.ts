import type { SortingOrder } from '../search.ts';
import type { Along } from './runs.ts';

/** How results are sorted: first by what they go along, and within that by start and number. */
export interface Order {
  readonly along: Along;
  /** Whether the last movie comes first. */
  readonly is_reversed: boolean;
  readonly dates_descend: boolean;
}

const SOONEST: Order = { along: 'dates', is_reversed: false, dates_descend: false };
const BY_MOVIE: Order = { along: 'movies', is_reversed: false, dates_descend: false };

const ORDERS: Readonly<Record<SortingOrder, Order>> = {
  'name,asc': BY_MOVIE,
  'name,desc': { ...BY_MOVIE, is_reversed: true },
  'date,asc': SOONEST,
  'date,desc': { ...SOONEST, dates_descend: true },
  'distance,asc': { along: 'cinemas', is_reversed: false, dates_descend: false },
  'name,date,asc': BY_MOVIE,
  'name,date,desc': { along: 'movies', is_reversed: true, dates_descend: true },
};

/** Without an order: along the movies, which are then in the order of how well they fit, or the soonest first. */
export function orderOf(sorting_order: SortingOrder | null, has_keyword: boolean): Order {
  if (sorting_order !== null) return ORDERS[sorting_order];
  return has_keyword ? BY_MOVIE : SOONEST;
}
