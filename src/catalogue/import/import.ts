import { advanceEdition, becomeOrigin, requireOrigin } from '../edition.ts';
import type { CatalogueStore } from '../open.ts';
import { importHalls } from './halls.ts';
import type { Tally } from './intake.ts';
import { importMovies } from './movies.ts';
import { checkOverlaps } from './overlaps.ts';
import { importCinemas, importCities } from './places.ts';
import { refitShows } from './refit.ts';
import { beginRun, type ImportOptions } from './run.ts';
import { checkShape } from './shape.ts';
import { importShows } from './shows.ts';

/** What an import did. */
export interface ImportSummary {
  readonly cities: Tally;
  readonly cinemas: Tally;
  readonly halls: Tally;
  readonly movies: Tally;
  readonly shows: Tally;
}

/**
 * Imports a parsed document in the format of `format.ts`: all of it, or nothing.
 *
 * What is in the catalogue already, by key or ULID, is changed to what the document says; importing a document again
 * changes nothing. What the document leaves out stays. A show that is on sale keeps its movie, hall, times and
 * prices, and a hall keeps its layout while a show in it is on sale.
 *
 * Throws an `ImportError` that lists what is wrong, first of the document's form, and where that is right of what it
 * says; and a `CatalogueCopyError` where the catalogue is a copy that
 * is not to take over.
 */
export function importCatalogue(
  { database }: CatalogueStore,
  document: unknown,
  options: ImportOptions,
): ImportSummary {
  const { cities = [], cinemas = [], halls = [], movies = [], shows = [] } = checkShape(document);
  const things = cities.length + cinemas.length + halls.length + movies.length + shows.length;

  const importAll = database.transaction((): ImportSummary => {
    if (options.take_over === true) becomeOrigin(database);
    requireOrigin(database);
    const run = beginRun(database, options, things);
    importCities(run, cities);
    importCinemas(run, cinemas);
    const refitted = importHalls(run, halls);
    importMovies(run, movies);
    const imported = importShows(run, shows);
    refitShows(run, refitted);
    checkOverlaps(run, imported);
    run.problems.throwIfAny();

    const { intakes } = run;
    const tallies = {
      cities: intakes.city.tally(),
      cinemas: intakes.cinema.tally(),
      halls: intakes.hall.tally(),
      movies: intakes.movie.tally(),
      shows: intakes.show.tally(),
    };
    if (Object.values(tallies).some(({ added, changed }) => added + changed > 0)) advanceEdition(database);
    return tallies;
  });
  const summary = importAll.immediate();
  // A large import would otherwise leave its write-ahead log behind, as large as itself.
  database.pragma('wal_checkpoint(TRUNCATE)');
  return summary;
}
