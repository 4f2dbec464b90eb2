import type { PostalCodes } from '../places/postal-codes.ts';
import type { SpellingColumns } from '../text/spelling-columns.ts';

/**
 * What is on from some moment on, in columns: the part of the catalogue that a search looks at for every show. It is
 * read by a thread of its own, and handed over without being copied.
 *
 * Shows, movies and cinemas go by their place in a fixed order, an ordinal from 0: shows by start and then number,
 * movies by title and then number, cinemas by city and then number. So to compare two ordinals is to compare what
 * results are sorted by.
 */
export interface Programme {
  readonly shows: ShowColumns;
  readonly movies: MovieColumns;
  readonly cinemas: CinemaColumns;
  /** IANA names. */
  readonly zones: readonly string[];
  readonly postal_codes: PostalCodes;
  readonly spelling: SpellingColumns;
}

interface ShowColumns {
  /** The catalogue's own number. */
  readonly numbers: Uint32Array<ArrayBuffer>;
  /** Unix milliseconds, ascending. */
  readonly starts_at: Float64Array<ArrayBuffer>;
  readonly movies: Uint32Array<ArrayBuffer>;
  readonly cinemas: Uint32Array<ArrayBuffer>;
  /** 0, 1, 2, …: all shows as a run. */
  readonly all: Uint32Array<ArrayBuffer>;
}

interface MovieColumns {
  /** By the catalogue's number; -1 where there is no such movie. */
  readonly ordinals: Int32Array<ArrayBuffer>;
  readonly folded_titles: readonly string[];
  readonly shows: Runs;
  /** Movies that have shows. */
  readonly playing: Uint32Array<ArrayBuffer>;
}

interface CinemaColumns {
  /** The catalogue's number of each one's city, ascending. */
  readonly cities: Uint32Array<ArrayBuffer>;
  readonly latitudes: Float64Array<ArrayBuffer>;
  readonly longitudes: Float64Array<ArrayBuffer>;
  /** By index of `zones`. */
  readonly zones: Uint16Array<ArrayBuffer>;
  readonly shows: Runs;
  /** A k-d tree of the positions. */
  readonly tree: ArrayBuffer;
}

/** For each movie, or cinema, the ordinals of its shows, ascending: `ordinals[offsets[i]]` to before `offsets[i + 1]`. */
export interface Runs {
  readonly offsets: Uint32Array<ArrayBuffer>;
  readonly ordinals: Uint32Array<ArrayBuffer>;
}

export function lengthOf({ offsets }: Runs, index: number): number {
  return (offsets[index + 1] ?? 0) - (offsets[index] ?? 0);
}

/** The index of the first of the ascending numbers that is at least `least`, between two indexes. */
export function lowerBound(
  ascending: Uint32Array | Float64Array,
  least: number,
  from = 0,
  to = ascending.length,
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
