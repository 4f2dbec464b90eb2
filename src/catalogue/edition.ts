import Sqlite, { type Database } from 'better-sqlite3';
import { drawId } from '../ids.ts';

/**
 * Which catalogue this is. A catalogue that was filled by an import is an origin; what other processes fetch from it,
 * or from one another, are copies, which keep its name and version. Only an origin is imported into: what was changed in
 * a copy would be lost with the next version.
 */
export interface Edition {
  /** A ULID, drawn when the origin was first filled. */
  readonly origin_id: string;
  /** From 1; one more with each import that changed something. */
  readonly version: number;
  readonly is_copy: boolean;
  /** Whether other logs than the one in this folder may know of sales: see `noteWhereSold`. */
  readonly is_sold_elsewhere: boolean;
}

/** An import was asked for in a copy of a catalogue. */
export class CatalogueCopyError extends Error {
  override readonly name = 'CatalogueCopyError';
}

interface EditionRow {
  readonly origin_id: string;
  readonly version: number;
  readonly is_copy: number;
  readonly is_sold_elsewhere: number;
}

/** Gives a function that reads the edition as it is now, in microseconds: null while the catalogue is empty. */
export function editionReader(database: Database): () => Edition | null {
  const select = database.prepare<[], EditionRow>(
    'SELECT origin_id, version, is_copy, is_sold_elsewhere FROM edition',
  );
  return () => {
    const row = select.get();
    if (row === undefined) return null;
    return { ...row, is_copy: row.is_copy === 1, is_sold_elsewhere: row.is_sold_elsewhere === 1 };
  };
}

/** Counts a change of the catalogue, within the transaction that makes it. The first one names the origin. */
export function advanceEdition(database: Database): void {
  database
    .prepare<[string]>(`
      INSERT INTO edition (single, origin_id, version, is_copy, is_sold_elsewhere) VALUES (1, ?, 1, 0, 0)
      ON CONFLICT (single) DO UPDATE SET version = version + 1`)
    .run(drawId());
}

/** Throws a `CatalogueCopyError` where the catalogue is a copy. */
export function requireOrigin(database: Database): void {
  const edition = editionReader(database)();
  if (edition === null || !edition.is_copy) return;
  throw new CatalogueCopyError(
    `${database.name} is a copy of the catalogue ${edition.origin_id}, version ${edition.version}, and takes no imports. ` +
      'Import into the data folder where that catalogue was first filled; the new version then arrives here by itself. ' +
      'Only if that folder was lost: --take-over makes this one its successor.',
  );
}

/** Makes a copy what imports go into from now on: where the folder of the origin was lost. */
export function becomeOrigin(database: Database): void {
  database.exec('UPDATE edition SET is_copy = 0');
}

/** Makes a copy of what was fetched. */
export function markAsCopy(database: Database): void {
  database.exec('UPDATE edition SET is_copy = 1');
}

/**
 * Notes whether seats are sold by other processes too than the one whose log lies in this folder. An import then has to
 * ask them which shows are on sale. Does nothing while an import is writing, instead of waiting for it.
 */
export function noteWhereSold(database: Database, is_sold_elsewhere: boolean): void {
  const timeout = database.pragma('busy_timeout', { simple: true });
  database.pragma('busy_timeout = 0');
  try {
    database.prepare<[number]>('UPDATE edition SET is_sold_elsewhere = ?').run(is_sold_elsewhere ? 1 : 0);
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError && error.code === 'SQLITE_BUSY')) throw error;
  } finally {
    database.pragma(`busy_timeout = ${timeout}`);
  }
}
