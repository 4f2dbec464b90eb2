import type { Programme } from '../programme/programme.ts';
import type { Order } from './order.ts';
import type { Selected, Wanted } from './runs.ts';

/** The shows of one page, ordinals in the order asked for. */
export function pageOf(
  programme: Programme,
  wanted: Wanted,
  selected: Selected,
  order: Order,
  offset: number,
  limit: number,
): number[] {
  const is_sorted =
    selected.along === order.along || (order.along === 'dates' && selected.starts.length === 1);
  return is_sorted
    ? pageOfRuns(selected, order, offset, limit)
    : pageOfKeys(programme, wanted, selected, order, offset, limit);
}

/** Runs that are in order already: those before the page are passed over as a whole. */
function pageOfRuns(
  { shows, starts, ends }: Selected,
  order: Order,
  offset: number,
  limit: number,
): number[] {
  const page: number[] = [];
  let skipped = 0;
  for (let place = 0; place < starts.length && page.length < limit; place += 1) {
    const run = order.is_reversed ? starts.length - 1 - place : place;
    const start = starts[run] ?? 0;
    const length = (ends[run] ?? 0) - start;
    for (let index = Math.max(0, offset - skipped); index < length && page.length < limit; index += 1) {
      page.push(shows[start + (order.dates_descend ? length - 1 - index : index)] ?? 0);
    }
    skipped += length;
  }
  return page;
}

/** Gives each show a number that says where it belongs, and picks those of the page. */
function pageOfKeys(
  { shows, movies, cinemas }: Programme,
  wanted: Wanted,
  selected: Selected,
  order: Order,
  offset: number,
  limit: number,
): number[] {
  const count = shows.all.length;
  let rank_of: (show: number) => number = () => 0;
  let ranks_count = 1;
  if (order.along === 'movies') {
    const ranks = ranksOf(wanted.movies, movies.folded_titles.length, order.is_reversed);
    ranks_count = movies.folded_titles.length;
    rank_of = (show) => ranks[shows.movies[show] ?? 0] ?? 0;
  }
  if (order.along === 'cinemas') {
    const ranks = ranksOf(wanted.cinemas?.ordinals ?? null, cinemas.cities.length, order.is_reversed);
    ranks_count = cinemas.cities.length;
    rank_of = (show) => ranks[shows.cinemas[show] ?? 0] ?? 0;
  }

  const keys = new Float64Array(selected.total);
  let next = 0;
  for (let run = 0; run < selected.starts.length; run += 1) {
    for (let index = selected.starts[run] ?? 0; index < (selected.ends[run] ?? 0); index += 1) {
      const show = selected.shows[index] ?? 0;
      keys[next] = rank_of(show) * count + (order.dates_descend ? count - 1 - show : show);
      next += 1;
    }
  }
  return pickSorted(keys, ranks_count * count, offset, limit).map((key) =>
    order.dates_descend ? count - 1 - (key % count) : key % count,
  );
}

/** The place of each movie or cinema in the order wanted. */
function ranksOf(wanted: Uint32Array | null, count: number, is_reversed: boolean): Uint32Array {
  const ranks = Uint32Array.from({ length: count }, (_, index) => index);
  if (wanted !== null) for (const [rank, index] of wanted.entries()) ranks[index] = rank;
  if (is_reversed) for (const [index, rank] of ranks.entries()) ranks[index] = count - 1 - rank;
  return ranks;
}

/** So few numbers are sorted as they are. */
const FEW = 2_048;
const BUCKETS = 4_096;

/**
 * The numbers from the `offset`th smallest on, in order. Of many numbers only those in the buckets that the page lies in
 * are sorted: to sort a hundred thousand would take longer than to answer everything else. They are below `end`.
 */
function pickSorted(keys: Float64Array, end: number, offset: number, limit: number): number[] {
  if (keys.length <= FEW) return [...keys.sort().subarray(offset, offset + limit)];

  const width = Math.ceil(end / BUCKETS);
  const sizes = new Uint32Array(BUCKETS);
  for (const key of keys) {
    const bucket = Math.floor(key / width);
    sizes[bucket] = (sizes[bucket] ?? 0) + 1;
  }
  let first = 0;
  let before = 0;
  while (first < BUCKETS && before + (sizes[first] ?? 0) <= offset) {
    before += sizes[first] ?? 0;
    first += 1;
  }
  let last = first;
  for (let through = before + (sizes[first] ?? 0); last < BUCKETS && through < offset + limit; ) {
    last += 1;
    through += sizes[last] ?? 0;
  }
  const near = keys.filter((key) => key >= first * width && key < (last + 1) * width).sort();
  return [...near.subarray(offset - before, offset - before + limit)];
}
