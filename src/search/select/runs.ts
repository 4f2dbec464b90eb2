import type { Cinemas } from '../places/cinemas-around.ts';
import { lengthOf, lowerBound, type Programme, type Runs } from '../programme/programme.ts';
import type { Windows } from '../windows.ts';

/** What shows have to fit. */
export interface Wanted {
  /** Ordinals, in the order that movies are to come in where results are sorted by them; null: all. */
  readonly movies: Uint32Array | null;
  /** Null: all, in any order. */
  readonly cinemas: Cinemas | null;
  readonly windows: Windows;
}

/** What the shows of each run have in common. */
export type Along = 'movies' | 'cinemas' | 'dates';

/**
 * All shows that fit, in runs: one for each movie or cinema in the order wanted, or one alone. A run is the part of
 * `shows`, ordinals, from its start to before its end, and ascends.
 */
export interface Selected {
  readonly along: Along;
  readonly shows: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly total: number;
}

/**
 * Finds the shows that fit. Goes along the movies or the cinemas that are wanted, whichever have fewer shows; where all
 * are, along what the results are sorted by. What lies side by side there is not looked at one by one, unless it has
 * to fit something else as well.
 */
export function selectShows(programme: Programme, wanted: Wanted, sorted_along: Along): Selected {
  const along = wayThrough(programme, wanted, sorted_along);
  return keepFitting(runsAlong(programme, wanted, along), fitting(programme, wanted, along));
}

function wayThrough({ movies, cinemas }: Programme, wanted: Wanted, sorted_along: Along): Along {
  const some_cinemas = wanted.cinemas === null || wanted.cinemas.are_all ? null : wanted.cinemas.ordinals;
  if (wanted.movies !== null && some_cinemas !== null) {
    return showsOf(movies.shows, wanted.movies) < showsOf(cinemas.shows, some_cinemas) ? 'movies' : 'cinemas';
  }
  if (wanted.movies !== null) return 'movies';
  return some_cinemas === null ? sorted_along : 'cinemas';
}

function showsOf(runs: Runs, indexes: Uint32Array): number {
  return indexes.reduce((sum, index) => sum + lengthOf(runs, index), 0);
}

/** The runs before it is looked whether their shows fit all else. */
function runsAlong({ shows, movies, cinemas }: Programme, wanted: Wanted, along: Along): Selected {
  const { windows } = wanted;
  switch (along) {
    case 'movies':
      return partsOf(along, movies.shows, wanted.movies ?? movies.playing, () => [
        windows.least,
        windows.most,
      ]);
    case 'cinemas':
      return partsOf(along, cinemas.shows, wanted.cinemas?.ordinals ?? NONE, (cinema) => {
        const zone = cinemas.zones[cinema] ?? 0;
        return [windows.first[zone] ?? 0, windows.end[zone] ?? 0];
      });
    case 'dates': {
      const end = Math.max(windows.least, windows.most);
      const [starts, ends] = [Uint32Array.of(windows.least), Uint32Array.of(end)];
      return { along, shows: shows.all, starts, ends, total: end - windows.least };
    }
  }
}

const NONE = new Uint32Array(0);

/** Of each movie or cinema the shows that are neither before the first bound nor after the one before the second. */
function partsOf(
  along: Along,
  { offsets, ordinals }: Runs,
  indexes: Uint32Array,
  boundsOf: (index: number) => readonly [least: number, end: number],
): Selected {
  const starts = new Uint32Array(indexes.length);
  const ends = new Uint32Array(indexes.length);
  let total = 0;
  for (let place = 0; place < indexes.length; place += 1) {
    const index = indexes[place] ?? 0;
    const [least, end] = boundsOf(index);
    const last = offsets[index + 1] ?? 0;
    const from = lowerBound(ordinals, least, offsets[index] ?? 0, last);
    const to = lowerBound(ordinals, end, from, last);
    starts[place] = from;
    ends[place] = to;
    total += to - from;
  }
  return { along, shows: ordinals, starts, ends, total };
}

/** Whether a show fits what the way through does not see to; null where that is all. */
function fitting(
  { shows, movies, cinemas }: Programme,
  wanted: Wanted,
  along: Along,
): ((show: number) => boolean) | null {
  const some_cinemas = wanted.cinemas === null || wanted.cinemas.are_all ? null : wanted.cinemas.ordinals;
  const { windows } = wanted;
  // A cinema has one time zone, so its run begins and ends with what the dates allow there.
  const places_and_dates_fit = along === 'cinemas' || (some_cinemas === null && windows.is_same);
  const movies_fit = along === 'movies' || wanted.movies === null;
  if (places_and_dates_fit && movies_fit) return null;

  const movie_fits = marks(movies.folded_titles.length, wanted.movies);
  const cinema_fits = marks(cinemas.cities.length, some_cinemas);
  return (show) => {
    const cinema = shows.cinemas[show] ?? 0;
    if (cinema_fits[cinema] === 0 || movie_fits[shows.movies[show] ?? 0] === 0) return false;
    const zone = cinemas.zones[cinema] ?? 0;
    return show >= (windows.first[zone] ?? 0) && show < (windows.end[zone] ?? 0);
  };
}

/** 1 for each that is wanted. */
function marks(count: number, wanted: Uint32Array | null): Uint8Array {
  if (wanted === null) return new Uint8Array(count).fill(1);
  const marked = new Uint8Array(count);
  for (const index of wanted) marked[index] = 1;
  return marked;
}

function keepFitting(selected: Selected, fits: ((show: number) => boolean) | null): Selected {
  if (fits === null) return selected;
  const shows = new Uint32Array(selected.total);
  const starts = new Uint32Array(selected.starts.length);
  const ends = new Uint32Array(selected.starts.length);
  let next = 0;
  for (let run = 0; run < starts.length; run += 1) {
    starts[run] = next;
    const end = selected.ends[run] ?? 0;
    for (let index = selected.starts[run] ?? 0; index < end; index += 1) {
      const show = selected.shows[index] ?? 0;
      if (!fits(show)) continue;
      shows[next] = show;
      next += 1;
    }
    ends[run] = next;
  }
  return { along: selected.along, shows, starts, ends, total: next };
}
