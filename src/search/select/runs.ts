import type { Cinemas } from '../places/cinemas-around.ts';
import { lengthOf, type Programme, type Runs, runBetween } from '../programme/programme.ts';
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

/** All shows that fit, ordinals in runs: each run ascending, one for each movie or cinema in the order wanted, or one run. */
export interface Selected {
  readonly along: Along;
  readonly runs: readonly Uint32Array[];
  readonly total: number;
}

/**
 * Finds the shows that fit. Goes along the movies or the cinemas that are wanted, whichever have fewer shows; where all
 * are, along what the results are sorted by. What lies side by side there is not looked at one by one, unless it has
 * to fit something else as well.
 */
export function selectShows(programme: Programme, wanted: Wanted, sorted_along: Along): Selected {
  const along = wayThrough(programme, wanted, sorted_along);
  const runs = runsAlong(programme, wanted, along);
  return { along, runs, total: runs.reduce((sum, run) => sum + run.length, 0) };
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

function runsAlong(programme: Programme, wanted: Wanted, along: Along): Uint32Array[] {
  const { shows, movies, cinemas } = programme;
  const { windows } = wanted;
  switch (along) {
    case 'movies': {
      const fits = fitting(programme, { ...wanted, movies: null });
      return Array.from(wanted.movies ?? movies.playing, (movie) =>
        kept(runBetween(movies.shows, movie, windows.least, windows.most), fits),
      ).filter((run) => run.length > 0);
    }
    case 'cinemas': {
      // A cinema has one time zone, so its run begins and ends with what the dates allow there.
      const fits = wanted.movies === null ? null : fitting(programme, { ...wanted, cinemas: null });
      return Array.from(wanted.cinemas?.ordinals ?? [], (cinema) => {
        const zone = cinemas.zones[cinema] ?? 0;
        const run = runBetween(cinemas.shows, cinema, windows.first[zone] ?? 0, windows.end[zone] ?? 0);
        return kept(run, fits);
      }).filter((run) => run.length > 0);
    }
    case 'dates': {
      const run = shows.all.subarray(windows.least, Math.max(windows.least, windows.most));
      return [kept(run, fitting(programme, wanted))];
    }
  }
}

/** Whether a show fits what it has to; null where all between the windows' bounds do. */
function fitting({ shows, movies, cinemas }: Programme, wanted: Wanted): ((show: number) => boolean) | null {
  const some_cinemas = wanted.cinemas === null || wanted.cinemas.are_all ? null : wanted.cinemas.ordinals;
  const { windows } = wanted;
  if (wanted.movies === null && some_cinemas === null && windows.is_same) return null;

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

function kept(run: Uint32Array, fits: ((show: number) => boolean) | null): Uint32Array {
  return fits === null ? run : run.filter(fits);
}
