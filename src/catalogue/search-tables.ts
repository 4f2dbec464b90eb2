import type { Database } from 'better-sqlite3';
import type { ReadShow } from './show-reader.ts';

/** What the tables know of words, names and numbers, for the search. Numbers are the database's own. */
export interface SearchTables {
  /** Movies of which each of the folded words begins a word of the title, genre or director. */
  moviesWith(words: readonly string[]): number[];
  /** Cities with this folded name, or with these as its first words. */
  citiesNamed(folded_name: string): number[];
  /** Opens a reader of shows by number, which remembers movies and halls: one for each version of the catalogue. */
  openShows(): ReadShow;
}

export function searchTables(database: Database, openShows: () => ReadShow): SearchTables {
  const movies = database
    .prepare<[string], number>('SELECT rowid FROM movie_words WHERE movie_words MATCH ?')
    .pluck();
  const cities = database
    .prepare<[{ name: string }], number>(`
      SELECT number FROM city
      WHERE folded_name = :name OR (folded_name >= :name || ' ' AND folded_name < :name || '!')`)
    .pluck();

  return {
    // Nothing has the words of a keyword without a letter or digit, such as '?'.
    moviesWith: (words) => (words.length === 0 ? [] : movies.all(matchExpression(words))),
    citiesNamed: (name) => (name === '' ? [] : cities.all({ name })),
    openShows,
  };
}

/** Folded words have letters and digits only, so nothing in them can mean anything to FTS5 inside the quotes. */
function matchExpression(words: readonly string[]): string {
  return words.map((word) => `"${word}"*`).join(' ');
}
