import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';

/** Changes the file of a closed log behind its back. */
export function alterLog(folder: string, change: (database: Database) => void): void {
  const database = new Sqlite(join(folder, 'log.db'));
  try {
    change(database);
  } finally {
    database.close();
  }
}
