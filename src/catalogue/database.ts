import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { drawId } from '../ids.ts';
import { fold } from './fold.ts';
import { MIGRATIONS } from './schema.ts';

const FILE = 'catalogue.db';

/** `catalogue.db` cannot be used: a newer boxoffice made it, or it is something else. */
export class CatalogueFileError extends Error {
  override readonly name = 'CatalogueFileError';
}

export function cataloguePath(data_folder: string): string {
  return join(data_folder, FILE);
}

/** Opens `catalogue.db` in the data folder; makes both where they are missing, and brings an older one up to date. */
export function openDatabase(data_folder: string): Database.Database {
  mkdirSync(data_folder, { recursive: true });
  const path = cataloguePath(data_folder);
  const database = new Database(path);
  try {
    // An import beside a running server then neither waits for its readers nor holds them up.
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    migrate(database, path);
    return database;
  } catch (error) {
    database.close();
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB') {
      throw new CatalogueFileError(`${path} is not a database`, { cause: error });
    }
    throw error;
  }
}

function migrate(database: Database.Database, path: string): void {
  const version = (): number => Number(database.pragma('user_version', { simple: true }));
  const newest = MIGRATIONS.length;
  if (version() === newest) return;

  const bringUpToDate = database.transaction(() => {
    // Read again: another process may have done it while this one waited for the lock.
    const found = version();
    if (found > newest) {
      throw new CatalogueFileError(
        `${path} has version ${found}, this boxoffice knows versions up to ${newest}; use a newer boxoffice`,
      );
    }
    database.function('draw_id', { deterministic: false }, drawId);
    database.function('fold', { deterministic: true }, (text) => fold(String(text)));
    for (const migration of MIGRATIONS.slice(found)) database.exec(migration);
    database.pragma(`user_version = ${newest}`);
  });
  bringUpToDate.immediate();
}
