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
  const vectors = Float64Array.from(
    Array.from(everywhere, (cinema) => vectorOf(latitudes[cinema] ?? 0, longitudes[cinema] ?? 0)).flat(),
  );
  /** Straight lines through a sphere of radius 1: they grow as distances do, and are measured twenty times faster. */
  const chordsFrom = ({ latitude, longitude }: Position): ((cinema: number) => number) => {
    const [x, y, z] = vectorOf(latitude, longitude);
    return (cinema) => {
      const dx = (vectors[3 * cinema] ?? 0) - x;
      const dy = (vectors[3 * cinema + 1] ?? 0) - y;
      const dz = (vectors[3 * cinema + 2] ?? 0) - z;
      return Math.sqrt(dx * dx + dy * dy + dz * dz);
    };
  };
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
        const chordTo = chordsFrom(position);
        const longest = 2 * Math.sin(Math.min(Math.PI, radius / EARTH_RADIUS_KM) / 2);
        return everywhere.filter((cinema) => chordTo(cinema) <= longest);
      }
      const { latitude, longitude } = position;
      return Uint32Array.from(around(tree, longitude, latitude, Number.POSITIVE_INFINITY, radius)).sort();
    },

    nearestFirst(ordinals, position) {
      const chordTo = chordsFrom(position);
      return sortedBy(ordinals, (cinema) => Math.round(chordTo(cinema) * PARTS_A_RADIUS));
    },
  };
}

const EARTH_RADIUS_KM = 6_371;
/** A part is less than a millimetre. */
const PARTS_A_RADIUS = 2 ** 33;
/** The longest chord in parts, times this, is still a whole number that a double holds exactly. */
const MOST_CINEMAS = 2 ** 18;
/** Finding a cinema in the tree takes longer than to measure one, which pays while most are far away. */
const LARGE_RADIUS_KM = 500;

type Vector = readonly [x: number, y: number, z: number];

/** Where it is on a sphere of radius 1. */
function vectorOf(latitude: number, longitude: number): Vector {
  const [phi, lambda] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

/** Sorts by a whole number and then by ordinal. Numbers alone are sorted several times faster than with a comparison. */
function sortedBy(ordinals: Uint32Array, keyOf: (ordinal: number) => number): Uint32Array {
  const keys = Float64Array.from(ordinals, (ordinal) => keyOf(ordinal) * MOST_CINEMAS + ordinal).sort();
  return Uint32Array.from(keys, (key) => key % MOST_CINEMAS);
}
