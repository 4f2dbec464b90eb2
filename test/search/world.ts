import fc from 'fast-check';

/** A small catalogue in which much is alike: many shows at the same moment, cinemas at the same place, equal titles. */
export interface World {
  readonly cities: readonly WorldCity[];
  readonly movies: readonly WorldMovie[];
  /** In the order of the document. */
  readonly shows: readonly WorldShow[];
}

interface WorldCity {
  readonly name: string;
  readonly country: string;
  readonly time_zone: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly postal_codes: readonly string[];
  readonly cinemas: readonly WorldCinema[];
}

export interface WorldCinema {
  readonly latitude: number;
  readonly longitude: number;
}

export interface WorldMovie {
  readonly title: string;
  readonly genre: string | null;
  readonly director: string | null;
}

export interface WorldShow {
  readonly movie: number;
  readonly city: number;
  readonly cinema: number;
  /** Unix milliseconds. */
  readonly starts_at: number;
}

/** The clock of the tests. Zones change their clocks in none of the days that follow. */
export const NOW = Date.parse('2030-06-03T10:00:00Z');

const QUARTER_MS = 15 * 60_000;
const DAYS = 4;

const PLACES = [
  { name: 'San José', country: 'CR', time_zone: 'America/Costa_Rica', latitude: 9.93, longitude: -84.08 },
  { name: 'San Diego', country: 'US', time_zone: 'America/Los_Angeles', latitude: 32.72, longitude: -117.16 },
  { name: 'Kiribati', country: 'KI', time_zone: 'Pacific/Kiritimati', latitude: 1.87, longitude: -157.4 },
  { name: 'Suva', country: 'FJ', time_zone: 'Pacific/Fiji', latitude: -18.14, longitude: 178.44 },
  { name: 'San', country: 'ML', time_zone: 'Africa/Bamako', latitude: 13.3, longitude: -4.9 },
  { name: 'Kathmandu', country: 'NP', time_zone: 'Asia/Kathmandu', latitude: 27.71, longitude: 85.32 },
];

const WORDS = ['star', 'wars', 'the', 'matrix', 'Ocean’s', 'Amélie', 'start', 'x'];
const NAMES = ['Wes Anderson', 'Paul Thomas Anderson', 'Star Kim', 'Agnès Varda'];
const GENRES = ['Drama', 'Western', 'Thriller'];

const movie: fc.Arbitrary<WorldMovie> = fc.record({
  title: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
  genre: fc.option(fc.constantFrom(...GENRES)),
  director: fc.option(fc.constantFrom(...NAMES)),
});

const city = (place: (typeof PLACES)[number]): fc.Arbitrary<WorldCity> =>
  fc
    .array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })), {
      minLength: 1,
      maxLength: 4,
    })
    .map((offsets) => ({
      ...place,
      postal_codes: [`${place.country}-1`],
      cinemas: offsets.map(([north, east]) => ({
        latitude: place.latitude + north / 50,
        longitude: place.longitude + east / 50,
      })),
    }));

export const worlds: fc.Arbitrary<World> = worldsOf(200);

/** Worlds with so many shows. */
export function worldsOf(shows: number): fc.Arbitrary<World> {
  return fc
    .record({
      cities: fc.tuple(...PLACES.map(city)),
      movies: fc.array(movie, { minLength: 5, maxLength: 12 }),
      picks: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat(DAYS * 96 - 1)), {
        minLength: shows,
        maxLength: shows,
      }),
    })
    .map(({ cities, movies, picks }) => ({
      cities,
      movies,
      shows: picks.map(([movie, city, cinema, quarter]) => {
        const in_city = city % cities.length;
        return {
          movie: movie % movies.length,
          city: in_city,
          cinema: cinema % (cities[in_city]?.cinemas.length ?? 1),
          // Some have begun.
          starts_at: NOW + (quarter - 20) * QUARTER_MS,
        };
      }),
    }));
}

/** As a document to import. Each show has a hall of its own, named after its place in the list. */
export function documentOf({ cities, movies, shows }: World): unknown {
  return {
    format: 'boxoffice-catalogue-1',
    cities: cities.map(({ cinemas: _, ...city }, index) => ({ key: `city-${index}`, ...city })),
    cinemas: cities.flatMap(({ cinemas }, city) =>
      cinemas.map((cinema, index) => ({
        key: `cinema-${city}-${index}`,
        city: `city-${city}`,
        name: 'Rex',
        ...cinema,
      })),
    ),
    halls: shows.map(({ city, cinema }, index) => ({
      key: `hall-${index}`,
      cinema: `cinema-${city}-${cinema}`,
      name: String(index),
      seat_types: ['regular'],
      rows: [{ row: 'A', segments: [{ seat_type: 'regular', first: 1, count: 10 }] }],
    })),
    movies: movies.map(({ title, genre, director }, index) => ({
      key: `movie-${index}`,
      title,
      duration_minutes: 90,
      ...(genre === null ? {} : { genre }),
      ...(director === null ? {} : { director }),
    })),
    shows: shows.map(({ movie, starts_at }, index) => ({
      key: `show-${index}`,
      movie: `movie-${movie}`,
      hall: `hall-${index}`,
      start_time: new Date(starts_at).toISOString().replace('.000', ''),
      currency: 'USD',
      prices: { regular: 1_000 },
    })),
  };
}
