import type { Database } from 'better-sqlite3';
import type { Catalogue } from './catalogue.ts';
import { cityQueries } from './cities.ts';
import { openDatabase } from './database.ts';
import { type Edition, editionReader } from './edition.ts';
import { layoutReader } from './layouts.ts';
import { movieQueries } from './movies.ts';
import { searchQuery } from './search.ts';
import { type SearchTables, searchTables } from './search-tables.ts';
import { showReaders } from './show-reader.ts';
import { showQueries } from './shows.ts';

/** A catalogue that can also be written: by `importCatalogue` and `buildDemo`, and by `shareCatalogue` with a copy. */
export interface CatalogueStore extends Catalogue {
  readonly data_folder: string;
  readonly database: Database;
  /** As it is now, also where another process has just changed it; null while the catalogue is empty. */
  edition(): Edition | null;
  /** For the search alone; see src/search. */
  readonly search_tables: SearchTables;
  /** Forgets what was kept in memory: to be called after the whole content was replaced. */
  forget(): void;
}

/**
 * Opens the catalogue in the data folder, a new and empty one where there is none.
 * Throws a `CatalogueFileError` where the file is not one that this version can use.
 */
export function openCatalogue(data_folder: string): CatalogueStore {
  const database = openDatabase(data_folder);
  const { cities, city, cityPlace } = cityQueries(database);
  const { movie, moviesIn } = movieQueries(database);
  const layouts = layoutReader(database);
  const { show, showsOfMovieIn, definitionOf, toShow } = showQueries(database, layouts.layoutOf);
  const counts = database.prepare<[], ReturnType<Catalogue['counts']>>(`
    SELECT (SELECT count(*) FROM city) AS cities, (SELECT count(*) FROM cinema) AS cinemas,
      (SELECT count(*) FROM hall) AS halls, (SELECT count(*) FROM movie) AS movies,
      (SELECT count(*) FROM show) AS shows`);

  return {
    data_folder,
    database,
    edition: editionReader(database),
    search_tables: searchTables(database, showReaders(database, layouts.layoutOf)),
    forget: layouts.forget,
    cities,
    city,
    movie,
    show,
    definitionOf,
    search: searchQuery(database, toShow),

    moviesInCity(city_id, date) {
      const place = cityPlace(city_id);
      return place === null ? [] : moviesIn(place, date);
    },

    showsOfMovie(city_id, movie_id, date) {
      const place = cityPlace(city_id);
      return place === null ? [] : showsOfMovieIn(place, movie_id, date);
    },

    counts: () => counts.get() ?? { cities: 0, cinemas: 0, halls: 0, movies: 0, shows: 0 },
    close: () => void database.close(),
  };
}
