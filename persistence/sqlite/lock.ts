import Sqlite, { type Database } from 'better-sqlite3';
import { LogLockedError } from '../event-log.ts';
import { lockPath } from './files.ts';

/** Says who writes in a data folder, until the process lets go of it or ends, however it ends. */
export interface WriterLock {
  release(): void;
}

/**
 * Takes the data folder for writing. Throws a `LogLockedError` where another process (or another log in this one) has
 * it. The lock is SQLite's on a small file of its own, so the operating system drops it with the process.
 */
export function lockForWriting(folder: string): WriterLock {
  const database = new Sqlite(lockPath(folder), { timeout: 0 });
  // Nothing in it has to outlive the process.
  database.pragma('synchronous = OFF');
  try {
    begin(database, folder);
    // The holder's number has to be committed to be read by those who are refused; then the lock is taken again.
    database.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL) STRICT; DELETE FROM holder');
    database.prepare('INSERT INTO holder VALUES (?)').run(process.pid);
    database.exec('COMMIT');
    begin(database, folder);
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    release(): void {
      database.close();
    },
  };
}

/** A transaction that means to write shuts out all others that do, and lets readers in. */
function begin(database: Database, folder: string): void {
  try {
    database.exec('BEGIN IMMEDIATE');
  } catch (error) {
    if (!(error instanceof Sqlite.SqliteError) || error.code !== 'SQLITE_BUSY') throw error;
    const holder = holderOf(database);
    throw new LogLockedError(
      `the data folder ${folder} is in use by another boxoffice${holder === null ? '' : ` (process ${holder})`}: stop it first, or use another folder`,
      { cause: error },
    );
  }
}

function holderOf(database: Database): number | null {
  try {
    return database.prepare<[], number>('SELECT pid FROM holder').pluck().get() ?? null;
  } catch {
    // The holder has only just made the file: it is locked all the same, only its number is not known.
    return null;
  }
}
