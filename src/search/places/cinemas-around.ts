import { around, distance } from 'geokdbush';
import KDBush from 'kdbush';
import { lowerBound, type Programme } from '../programme/programme.ts';
import type { Position } from '../search.ts';

/** Cinemas that shows may be in, by ordinal. */
export interface Cinemas {
  /** In the order of `distance,asc` where there is a position, else ascending. */
  readonly ordinals: Uint32Array;
  readonly are_all: boolean;
}

/** Which cinemas are where. */
export interface Places {
  /** Those of the cities, by their numbers in the catalogue. */
  ofCities(cities: readonly number[]): Uint32Array;
  within(position: Position, radius: number): Uint32Array;
  all(): Uint32Array;
  /** The nearest first; those at most a millimetre from one another in the order of their ordinals. */
  nearestFirst(cinemas: Uint32Array, position: Position): Uint32Array;
  /** Kilometres, along a great circle. */
  distanceTo(cinema: number, position: Position): number;
}

export function placesOf({ cinemas }: Programme): Places {
  const { cities, latitudes, longitudes } = cinemas;
  if (cities.length > MOST_CINEMAS)
    throw new RangeError(`${cities.length} cinemas are too many to be sorted`);
  const everywhere = Uint32Array.from(cities, (_, ordinal) => ordinal);
  const tree = cities.length === 0 ? null : KDBush.from(cinemas.tree);
  const distanceTo = (cinema: number, { latitude, longitude }: Position): number =>
    distance(longitude, latitude, longitudes[cinema] ?? 0, latitudes[cinema] ?? 0);

  return {
    all: () => everywhere,
    distanceTo,

    ofCities(numbers) {
      const runs = numbers.map((number) =>
        everywhere.subarray(lowerBound(cities, number), lowerBound(cities, number + 1)),
      );
      return Uint32Array.from(runs.flatMap((run) => [...run])).sort();
    },

    within(position, radius) {
      if (tree === null || radius > LARGE_RADIUS_KM) {
        return everywhere.filter((cinema) => distanceTo(cinema, position) <= radius);
      }
      const { latitude, longitude } = position;
      return Uint32Array.from(around(tree, longitude, latitude, Number.POSITIVE_INFINITY, radius)).sort();
    },

    nearestFirst: (ordinals, position) =>
      sortedBy(ordinals, (cinema) => Math.round(distanceTo(cinema, position) * MM_A_KM)),
  };
}

/** The tree finds a cinema in ten times the time that it takes to measure one, which pays while most are far away. */
const LARGE_RADIUS_KM = 500;

const MM_A_KM = 1e6;
/** The largest distance on earth, in millimetres, times this is still a whole number that a double holds exactly. */
const MOST_CINEMAS = 2 ** 18;

/** Sorts by a whole number and then by ordinal. Numbers alone are sorted several times faster than with a comparison. */
function sortedBy(ordinals: Uint32Array, keyOf: (ordinal: number) => number): Uint32Array {
  const keys = Float64Array.from(ordinals, (ordinal) => keyOf(ordinal) * MOST_CINEMAS + ordinal).sort();
  return Uint32Array.from(keys, (key) => key % MOST_CINEMAS);
}
