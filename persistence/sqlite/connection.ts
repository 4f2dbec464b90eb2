import Sqlite, { type Database } from 'better-sqlite3';
import { LogCorruptError } from '../event-log.ts';
import { isDamage } from './disk-errors.ts';
import { requireSchema } from './schema.ts';

/** `synchronous` as SQLite numbers it: each commit is flushed to disk before it returns. */
const FULL = 2;
const CACHE_KIB = 32_000;
const MOST_WAL_BYTES = 64_000_000;

/** How long a statement waits for another process's lock (there is hardly ever one in WAL) before it gives up. */
const BUSY_TIMEOUT_MS = 2_000;

/** Opens the log for writing; its schema is still to be migrated. */
export function openForWriting(path: string): Database {
  const database = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS });
  database.pragma('journal_mode = WAL');
  // Unless it is set explicitly it drops from FULL to NORMAL with the first write in WAL.
  database.pragma('synchronous = FULL');
  // The writer checkpoints itself, between commits, so that no error of it is swallowed and no answer waits for it.
  database.pragma('wal_autocheckpoint = 0');
  // What a long reading made it grow to is given back.
  database.pragma(`journal_size_limit = ${MOST_WAL_BYTES}`);
  database.pragma(`cache_size = -${CACHE_KIB}`);
  return database;
}

/**
 * Opens the log for reading beside its writer. Throws a `LogCorruptError` where it is no database any more, a
 * `LogSchemaError` where its schema is another version's, or what keeps it from being opened.
 */
export function openForReading(path: string): Database {
  const database = new Sqlite(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  try {
    requireSchema(database);
    database.pragma(`cache_size = -${CACHE_KIB}`);
  } catch (error) {
    database.close();
    if (isDamage(error)) throw new LogCorruptError(`${path} is damaged: ${error}`, { cause: error });
    throw error;
  }
  return database;
}

/** Throws where the connection does not flush its commits; to be asked after its first write. */
export function assertFlushes(database: Database): void {
  const synchronous = database.pragma('synchronous', { simple: true });
  const journal = database.pragma('journal_mode', { simple: true });
  if (synchronous !== FULL || journal !== 'wal') {
    throw new Error(
      `the log would not be flushed to disk: synchronous is ${synchronous}, journal_mode ${journal}`,
    );
  }
}
