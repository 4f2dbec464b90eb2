import type { Database } from 'better-sqlite3';
import type { Movie, Show } from './catalogue.ts';
import type { StoredLayout } from './layouts.ts';
import { MOVIE_COLUMNS } from './movies.ts';
import { seatTypesOf } from './shows.ts';

interface ShowRow {
  readonly show_id: string;
  readonly movie: number;
  readonly hall: number;
  readonly layout: number;
  readonly starts_at: number;
  readonly ends_at: number;
  readonly currency: string;
  readonly amounts: string;
}

interface HallRow {
  readonly hall_id: string;
  readonly hall_name: string;
  readonly cinema_id: string;
  readonly name: string;
  readonly address: string | null;
  readonly postal_code: string | null;
  readonly latitude: number;
  readonly longitude: number;
  readonly city_id: string;
  readonly city_name: string;
  readonly country: string;
  readonly time_zone: string;
}

/** What all shows in a hall have in common. */
type Place = Pick<Show, 'cinema' | 'city_name' | 'country' | 'hall_id' | 'hall_name'>;

export type ReadShow = (number: number) => Show | null;

/**
 * Opens readers of shows by number. A reader reads each movie and each hall once and remembers it, which takes half the
 * time of joining them for each show; so a new one has to be opened where the catalogue has changed.
 */
export function showReaders(database: Database, layoutOf: (number: number) => StoredLayout): () => ReadShow {
  const shows = database.prepare<[number], ShowRow>(`
    SELECT show_id, movie, hall, layout, starts_at, ends_at, currency, amounts FROM show WHERE number = ?`);
  const movies = database.prepare<[number], Movie>(`SELECT ${MOVIE_COLUMNS} FROM movie WHERE number = ?`);
  const halls = database.prepare<[number], HallRow>(`
    SELECT hall.hall_id, hall.name AS hall_name,
      cinema.cinema_id, cinema.name, cinema.address, cinema.postal_code, cinema.latitude, cinema.longitude,
      city.city_id, city.name AS city_name, city.country, city.time_zone
    FROM hall JOIN cinema ON cinema.number = hall.cinema JOIN city ON city.number = cinema.city
    WHERE hall.number = ?`);

  return () => {
    const movieNumbered = remembering((number: number) => movies.get(number));
    // Few halls and prices differ.
    const seatTypesIn = remembering((layout: number) =>
      remembering((amounts: string) => seatTypesOf(amounts, layoutOf(layout))),
    );
    const placeOf = remembering((hall: number) => {
      const row = halls.get(hall);
      return row === undefined ? undefined : placeIn(row);
    });
    return (number) => {
      const row = shows.get(number);
      if (row === undefined) return null;
      const movie = movieNumbered(row.movie);
      const place = placeOf(row.hall);
      const seat_types = seatTypesIn(row.layout)?.(row.amounts);
      if (movie === undefined || place === undefined || seat_types === undefined) return null;
      return {
        ...place,
        show_id: row.show_id,
        movie,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        currency: row.currency,
        seat_types,
      };
    };
  };
}

function placeIn({ hall_id, hall_name, city_name, country, ...cinema }: HallRow): Place {
  return { cinema, city_name, country, hall_id, hall_name };
}

function remembering<Key, Value>(read: (key: Key) => Value | undefined): (key: Key) => Value | undefined {
  const known = new Map<Key, Value>();
  return (key) => {
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const value = read(key);
    if (value !== undefined) known.set(key, value);
    return value;
  };
}
