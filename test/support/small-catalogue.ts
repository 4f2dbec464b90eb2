import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from './service.ts';

export interface SmallCatalogue {
  readonly shows: number;
  readonly rows: number;
  readonly seats_per_row: number;
}

const HOUR_MS = 3_600_000;
const MOST_TRIES = 10;

/** Imports one cinema with as many halls as shows, each show tomorrow. */
export async function importSmallCatalogue(data_folder: string, size: SmallCatalogue): Promise<void> {
  const starts_at = `${new Date(Date.now() + 24 * HOUR_MS).toISOString().slice(0, 16)}Z`;
  const numbers = Array.from({ length: size.shows }, (_, index) => index + 1);
  const rows = Array.from({ length: size.rows }, (_, index) => ({
    row: String.fromCharCode('A'.charCodeAt(0) + index),
    segments: [{ seat_type: 'regular', first: 1, count: size.seats_per_row }],
  }));
  const document = {
    format: 'boxoffice-catalogue-1',
    cities: [
      {
        key: 'city',
        name: 'Springfield',
        country: 'US',
        latitude: 39.8,
        longitude: -89.6,
        time_zone: 'America/Chicago',
      },
    ],
    cinemas: [{ key: 'cinema', city: 'city', name: 'Aztec Theater', latitude: 39.8, longitude: -89.6 }],
    halls: numbers.map((number) => ({
      key: `hall-${number}`,
      cinema: 'cinema',
      name: `Hall ${number}`,
      seat_types: ['regular'],
      rows,
    })),
    movies: [{ key: 'movie', title: 'The Contrabulous Fabtraption', duration_minutes: 95 }],
    shows: numbers.map((number) => ({
      key: `show-${number}`,
      movie: 'movie',
      hall: `hall-${number}`,
      start_time: starts_at,
      currency: 'USD',
      prices: { regular: 1499 },
    })),
  };
  const file = join(data_folder, 'import.json');
  writeFileSync(file, JSON.stringify(document));
  const { code, output } = await runCommand(data_folder, ['import', file]);
  if (code !== 0) throw new Error(`the import failed:\n${output}`);
}

/** The ids of the shows that the listings give for the small catalogue, found as a client would find them. */
export async function findShows(url: string): Promise<string[]> {
  const cities = await getJson(`${url}/v1/cities?name=Springfield`);
  const city_id = textAt(cities, 'cities', 0, 'city_id');
  const date = new Date(Date.now() + 24 * HOUR_MS).toLocaleDateString('en-CA', {
    timeZone: 'America/Chicago',
  });
  const movies = await getJson(`${url}/v1/cities/${city_id}/movies?date=${date}`);
  const movie_id = textAt(movies, 'movies', 0, 'movie_id');
  const shows = await getJson(`${url}/v1/cities/${city_id}/movies/${movie_id}/shows?date=${date}`);
  const listed = valueAt(shows, 'cinemas', 0, 'shows');
  if (!Array.isArray(listed)) throw new Error('the listing has no shows');
  return listed.map((show: unknown) => textAt(show, 'show_id'));
}

/** Tries again where the service says that it is too busy just now, as on a machine that does other things as well. */
async function getJson(url: string): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(url);
    const text = await answer.text();
    if (answer.ok) return JSON.parse(text);
    if (answer.status !== 503 || tries === MOST_TRIES) throw new Error(`${url}: ${answer.status} ${text}`);
    await sleep(1_000);
  }
}

/** What lies at the path within a JSON value; undefined where nothing does. */
export function valueAt(value: unknown, ...path: readonly (string | number)[]): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Reflect.get(at, step);
  }
  return at;
}

/** The text at the path within a JSON value. Throws where there is none. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const text = valueAt(value, ...path);
  if (typeof text !== 'string') throw new Error(`no text at ${path.join('.')} in ${JSON.stringify(value)}`);
  return text;
}
