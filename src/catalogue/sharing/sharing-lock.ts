import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/** Says which process shares the catalogue of a data folder, until it lets go of it or ends, however it ends. */
export interface SharingLock {
  release(): void;
}

/** Null while another process has it. The lock is SQLite's, so the operating system drops it with the process. */
export function lockSharing(data_folder: string): SharingLock | null {
  const database = new Sqlite(join(data_folder, 'catalogue.lock'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return { release: () => void database.close() };
  } catch (error) {
    database.close();
    if (error instanceof Sqlite.SqliteError && error.code === 'SQLITE_BUSY') return null;
    throw error;
  }
}
