import { fold } from '../fold.ts';
import { isDate } from '../time.ts';
import type { ImportedMovie } from './format.ts';
import { isCountry } from './registries.ts';
import type { MovieRow } from './rows.ts';
import type { ImportRun } from './run.ts';

export function importMovies(run: ImportRun, movies: readonly ImportedMovie[]): void {
  const { database, intakes } = run;
  const forgetWords = database.prepare<[number]>('DELETE FROM movie_words WHERE rowid = ?');
  const writeWords = database.prepare<[number, string, string, string]>(
    'INSERT INTO movie_words (rowid, title, genre, director) VALUES (?, ?, ?, ?)',
  );

  for (const [index, movie] of movies.entries()) {
    const place = `/movies/${index}`;
    const taken = intakes.movie.take({ place, key: movie.key, values: () => rowOf(run, movie, place) });
    if (taken === null) continue;
    const { before, now } = taken;
    const { folded_title, genre, director } = now.values;
    const are_the_same =
      before?.values.folded_title === folded_title &&
      before.values.genre === genre &&
      before.values.director === director;
    if (are_the_same) continue;
    if (before !== null) forgetWords.run(now.number);
    writeWords.run(now.number, folded_title, fold(genre ?? ''), fold(director ?? ''));
  }
}

function rowOf({ problems }: ImportRun, movie: ImportedMovie, place: string): MovieRow | null {
  const { country, release_date } = movie;
  const country_known = country === undefined || isCountry(country);
  if (!country_known) problems.add(`${place}/country`, `"${country}" is not a country of ISO 3166-1`);
  const date_exists = release_date === undefined || isDate(release_date);
  if (!date_exists) problems.add(`${place}/release_date`, `"${release_date}" is not a day of the calendar`);
  if (!country_known || !date_exists) return null;
  return {
    title: movie.title,
    folded_title: fold(movie.title),
    description: movie.description ?? null,
    duration_minutes: movie.duration_minutes ?? null,
    genre: movie.genre ?? null,
    director: movie.director ?? null,
    language: movie.language ?? null,
    release_date: release_date ?? null,
    country: country ?? null,
  };
}
