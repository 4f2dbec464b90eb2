import type { Database } from 'better-sqlite3';
import { layoutReader, type StoredLayout } from '../layouts.ts';
import { type Intake, openIntake } from './intake.ts';
import { Problems } from './problems.ts';
import { type CityRow, type HallRow, openTables, type RowOf, type Tables } from './rows.ts';
import type { Entry } from './table.ts';

/** What the caller of an import knows and the document does not. */
export interface ImportOptions {
  /** Whether seats of the show were ever asked for: it is on sale, or was; see `importCatalogue`. */
  readonly onSale: (show_id: string) => boolean;
  /** Unix milliseconds. */
  readonly now: number;
  /** Whether a copy is to take the place of its origin, which was lost. */
  readonly take_over?: boolean;
  /** Told from time to time how many things of the document are done. */
  readonly progress?: (done: number, total: number) => void;
}

type Intakes = { readonly [Kind in keyof RowOf]: Intake<RowOf[Kind]> };

/** What the parts of one import share. */
export interface ImportRun {
  readonly database: Database;
  readonly options: ImportOptions;
  readonly problems: Problems;
  readonly tables: Tables;
  readonly intakes: Intakes;
  readonly layoutOf: (number: number) => StoredLayout;
  /** The city that a hall is in. */
  readonly cityOf: (hall: Entry<HallRow>) => Entry<CityRow>;
}

const THINGS_PER_PROGRESS = 1_000;

/** Prepares the import of a document of so many things in all. */
export function beginRun(database: Database, options: ImportOptions, things: number): ImportRun {
  const problems = new Problems();
  const tables = openTables(database);
  let done = 0;
  const onTaken = (): void => {
    done++;
    if (done % THINGS_PER_PROGRESS === 0 || done === things) options.progress?.(done, things);
  };
  return {
    database,
    options,
    problems,
    tables,
    intakes: {
      city: openIntake(tables.city, problems, onTaken),
      cinema: openIntake(tables.cinema, problems, onTaken),
      hall: openIntake(tables.hall, problems, onTaken),
      movie: openIntake(tables.movie, problems, onTaken),
      show: openIntake(tables.show, problems, onTaken),
    },
    // One of the run's own: it sees layouts that may yet be rolled back.
    layoutOf: layoutReader(database).layoutOf,
    cityOf: cityFinder(tables),
  };
}

function cityFinder(tables: Tables): (hall: Entry<HallRow>) => Entry<CityRow> {
  const found = new Map<number, Entry<CityRow>>();
  return (hall) => {
    const known = found.get(hall.number);
    if (known !== undefined) return known;
    const cinema = tables.cinema.byNumber(hall.values.cinema);
    const city = tables.city.byNumber(cinema.values.city);
    found.set(hall.number, city);
    return city;
  };
}
