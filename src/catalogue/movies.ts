import type { Database } from 'better-sqlite3';
import type { Movie } from './catalogue.ts';
import type { CityPlace } from './cities.ts';
import { dayBounds } from './time.ts';

/** The columns of `movie` that make a `Movie`. */
export const MOVIE_COLUMNS =
  'movie_id, title, description, duration_minutes, genre, director, language, release_date, country';

/** What the catalogue says of movies. */
export function movieQueries(database: Database) {
  const byId = database.prepare<[string], Movie>(`SELECT ${MOVIE_COLUMNS} FROM movie WHERE movie_id = ?`);
  const showing = database.prepare<[number, number, number], Movie>(`
    SELECT ${MOVIE_COLUMNS} FROM movie
    WHERE number IN (
      SELECT movie FROM show INDEXED BY show_by_city WHERE city = ? AND starts_at >= ? AND starts_at < ?)
    ORDER BY folded_title, number`);

  return {
    movie: (movie_id: string): Movie | null => byId.get(movie_id) ?? null,

    moviesIn(city: CityPlace, date: string): Movie[] {
      const { start, end } = dayBounds(date, city.time_zone);
      return showing.all(city.number, start, end);
    },
  };
}
