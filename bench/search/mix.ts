import { openCatalogue } from '../../src/catalogue/open.ts';
import { addDays, localDate } from '../../src/catalogue/time.ts';
import { zipf } from './zipf.ts';

/** One search, as the query of its URL. */
export type Query = Readonly<Record<string, string>>;

/** What people look for, each kind with how often of a hundred. */
export interface Kind {
  readonly name: string;
  readonly share: number;
  readonly draw: () => Query;
}

export interface Mix {
  readonly kinds: readonly Kind[];
  /** A search of any kind. */
  readonly draw: () => Query;
  /** Paths of the shows of a movie in a city on a day: what a page of the box office asks for. */
  readonly drawListing: () => string;
  /** Shows that are sold meanwhile. */
  readonly show_ids: readonly string[];
}

interface City {
  readonly city_id: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly time_zone: string;
  readonly postal_code: string | null;
}

const SHOWS_SOLD = 2_000;
const HOUR_MS = 3_600_000;
const PAGES = 300;

/** Cities are drawn by Zipf's law from the largest on, movies from the one with the most shows on. */
export function mixOf(data_folder: string, random: () => number): Mix {
  const { cities, movies, show_ids } = readTitlesAndPlaces(data_folder);
  const city = zipf(cities, random);
  const movie = zipf(movies, random);
  const american = zipf(
    cities.filter(({ postal_code }) => postal_code !== null),
    random,
  );
  const around = ({ latitude, longitude }: City): string =>
    `${(latitude + random() / 10).toFixed(4)},${(longitude + random() / 10).toFixed(4)}`;
  const day = ({ time_zone }: City): string =>
    addDays(localDate(Date.now(), time_zone), 1 + Math.floor(random() * 5));
  const anyPage = (): string => String(1 + Math.floor(random() * PAGES));

  const kinds: Kind[] = [
    kind('movie in a city', 35, () => ({ keyword: movie().title, city: city().name })),
    kind('movie', 10, () => ({ keyword: movie().title })),
    kind('first letters', 10, () => ({ keyword: movie().title.slice(0, 3), sorting_order: 'date,asc' })),
    kind('city', 10, () => ({ city: city().name, sorting_order: 'date,asc' })),
    kind('city on a day', 10, () => {
      const there = city();
      const date = day(there);
      return { city: there.name, start_date: date, end_date: date };
    }),
    kind('25 km around a postal code', 8, () => ({
      postal_code: american().postal_code ?? '',
      radius: '25',
      sorting_order: 'distance,asc',
    })),
    kind('movie, 50 km around', 10, () => ({
      keyword: movie().title,
      lat_long: around(city()),
      radius: '50',
      sorting_order: 'distance,asc',
    })),
    kind('misspelt', 3, () => ({ keyword: misspelt(movie().title, random), include_spell_check: 'yes' })),
    kind('everything by distance', 1, () => ({
      lat_long: around(city()),
      sorting_order: 'distance,asc',
      page: anyPage(),
    })),
    kind('everything by name', 1, () => ({ sorting_order: 'name,asc', page: anyPage() })),
    kind('one letter, last first', 1, () => ({ keyword: 't', sorting_order: 'date,desc', page: anyPage() })),
    kind('everything on a day', 1, () => ({
      start_date: day(city()),
      sorting_order: 'date,asc',
      page: anyPage(),
    })),
  ];
  const by_share = kinds.flatMap((each) => Array.from({ length: each.share }, () => each));
  return {
    kinds,
    show_ids,
    draw: () => by_share[Math.floor(random() * by_share.length)]?.draw() ?? {},
    drawListing() {
      const there = city();
      return `/v1/cities/${there.city_id}/movies/${movie().movie_id}/shows?date=${day(there)}`;
    },
  };
}

function kind(name: string, share: number, draw: () => Query): Kind {
  return { name, share, draw };
}

/** Two neighbouring letters the wrong way round. */
function misspelt(title: string, random: () => number): string {
  const at = Math.floor(random() * Math.max(1, title.length - 2)) + 1;
  return `${title.slice(0, at)}${title[at + 1] ?? ''}${title[at] ?? ''}${title.slice(at + 2)}`;
}

function readTitlesAndPlaces(data_folder: string) {
  const catalogue = openCatalogue(data_folder);
  try {
    const { database } = catalogue;
    const cities = database
      .prepare<[], City>(`
        SELECT city_id, name, latitude, longitude, time_zone,
          (SELECT postal_code FROM cinema WHERE cinema.city = city.number AND postal_code IS NOT NULL LIMIT 1)
            AS postal_code
        FROM city ORDER BY population DESC`)
      .all();
    const movies = database
      .prepare<[], { movie_id: string; title: string }>(`
        SELECT movie.movie_id, movie.title FROM show JOIN movie ON movie.number = show.movie
        GROUP BY movie.number ORDER BY count(*) DESC`)
      .all();
    const show_ids = database
      .prepare<[number, number], string>(
        'SELECT show_id FROM show WHERE starts_at > ? ORDER BY random() LIMIT ?',
      )
      .pluck()
      .all(Date.now() + HOUR_MS, SHOWS_SOLD);
    return { cities, movies, show_ids };
  } finally {
    catalogue.close();
  }
}
