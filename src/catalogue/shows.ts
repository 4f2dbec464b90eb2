import type { Database } from 'better-sqlite3';
import type { ShowDefinition } from '../../actors/show/definition.ts';
import type { CinemaShows, Movie, Show } from './catalogue.ts';
import type { CityPlace } from './cities.ts';
import type { StoredLayout } from './layouts.ts';
import { dayBounds } from './time.ts';

/** A show with its movie, cinema and city in one flat row; a column that two tables have is named after its table. */
export interface ShowRow extends Omit<Movie, 'country'> {
  readonly show_id: string;
  readonly movie_country: string | null;
  readonly cinema_id: string;
  readonly cinema_name: string;
  readonly address: string | null;
  readonly postal_code: string | null;
  readonly latitude: number;
  readonly longitude: number;
  readonly city_id: string;
  readonly city_name: string;
  readonly city_country: string;
  readonly time_zone: string;
  readonly hall_id: string;
  readonly hall_name: string;
  readonly layout: number;
  readonly starts_at: number;
  readonly ends_at: number;
  readonly currency: string;
  readonly amounts: string;
}

/** Selects `ShowRow`s; to be followed by `WHERE`. */
export const SELECT_SHOWS = `
  SELECT show.show_id, show.layout, show.starts_at, show.ends_at, show.currency, show.amounts,
    movie.movie_id, movie.title, movie.description, movie.duration_minutes, movie.genre, movie.director,
    movie.language, movie.release_date, movie.country AS movie_country,
    cinema.cinema_id, cinema.name AS cinema_name, cinema.address, cinema.postal_code,
    cinema.latitude, cinema.longitude,
    city.city_id, city.name AS city_name, city.country AS city_country, city.time_zone,
    hall.hall_id, hall.name AS hall_name
  FROM show
    JOIN movie ON movie.number = show.movie
    JOIN hall ON hall.number = show.hall
    JOIN cinema ON cinema.number = hall.cinema
    JOIN city ON city.number = show.city`;

interface DefinitionRow {
  readonly movie_id: string;
  readonly hall_id: string;
  readonly layout: number;
  readonly starts_at: number;
  readonly currency: string;
  readonly amounts: string;
}

/** What the catalogue says of shows. */
export function showQueries(database: Database, layoutOf: (number: number) => StoredLayout) {
  const byId = database.prepare<[string], ShowRow>(`${SELECT_SHOWS} WHERE show.show_id = ?`);
  const ofMovie = database.prepare<[number, number, number, string], ShowRow>(`
    ${SELECT_SHOWS} WHERE show.number IN (
      SELECT number FROM show INDEXED BY show_by_city
      WHERE city = ? AND starts_at >= ? AND starts_at < ?
        AND movie = (SELECT number FROM movie WHERE movie_id = ?))
    ORDER BY cinema.name, cinema.number, show.starts_at, show.number`);
  const definition = database.prepare<[string], DefinitionRow>(`
    SELECT movie.movie_id, hall.hall_id, show.layout, show.starts_at, show.currency, show.amounts
    FROM show
      JOIN movie ON movie.number = show.movie
      JOIN hall ON hall.number = show.hall
    WHERE show.show_id = ?`);

  const toShow = (row: ShowRow): Show => showOf(row, layoutOf(row.layout));

  return {
    toShow,

    show(show_id: string): Show | null {
      const row = byId.get(show_id);
      return row === undefined ? null : toShow(row);
    },

    showsOfMovieIn(city: CityPlace, movie_id: string, date: string): CinemaShows[] {
      const { start, end } = dayBounds(date, city.time_zone);
      return byCinema(ofMovie.all(city.number, start, end, movie_id).map(toShow));
    },

    definitionOf(show_id: string): ShowDefinition | null {
      const row = definition.get(show_id);
      if (row === undefined) return null;
      const { seat_types, rows } = layoutOf(row.layout);
      const amounts = amountsOf(row.amounts);
      return {
        show_id,
        movie_id: row.movie_id,
        hall_id: row.hall_id,
        starts_at: row.starts_at,
        currency: row.currency,
        types: seat_types.map((name, type) => ({ name, amount: amountAt(amounts, type) })),
        layout: rows,
      };
    },
  };
}

function showOf(row: ShowRow, layout: StoredLayout): Show {
  return {
    show_id: row.show_id,
    movie: {
      movie_id: row.movie_id,
      title: row.title,
      description: row.description,
      duration_minutes: row.duration_minutes,
      genre: row.genre,
      director: row.director,
      language: row.language,
      release_date: row.release_date,
      country: row.movie_country,
    },
    cinema: {
      cinema_id: row.cinema_id,
      city_id: row.city_id,
      name: row.cinema_name,
      address: row.address,
      postal_code: row.postal_code,
      latitude: row.latitude,
      longitude: row.longitude,
      time_zone: row.time_zone,
    },
    city_name: row.city_name,
    country: row.city_country,
    hall_id: row.hall_id,
    hall_name: row.hall_name,
    starts_at: row.starts_at,
    ends_at: row.ends_at,
    currency: row.currency,
    seat_types: seatTypesOf(row.amounts, layout),
  };
}

/** The types of a show's seats, given its `amounts` as they are stored. */
export function seatTypesOf(stored: string, { seat_types, seats }: StoredLayout): Show['seat_types'] {
  const amounts = amountsOf(stored);
  return seat_types.map((name, type) => ({ name, amount: amountAt(amounts, type), seats: seats[type] ?? 0 }));
}

function amountsOf(json: string): readonly number[] {
  return JSON.parse(json);
}

function amountAt(amounts: readonly number[], type: number): number {
  const amount = amounts[type];
  if (amount === undefined) throw new Error(`the catalogue has no price for seat type ${type} of a show`);
  return amount;
}

/** Shows that are sorted by cinema, a list each. */
function byCinema(shows: readonly Show[]): CinemaShows[] {
  const groups: { cinema: Show['cinema']; shows: Show[] }[] = [];
  for (const show of shows) {
    const last = groups.at(-1);
    if (last?.cinema.cinema_id === show.cinema.cinema_id) last.shows.push(show);
    else groups.push({ cinema: show.cinema, shows: [show] });
  }
  return groups;
}
