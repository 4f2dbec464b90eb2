import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

export interface DiskUse {
  /** Of all files together. */
  readonly bytes: number;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  readonly tables: readonly TableSize[];
}

/** What one table or index takes of its file. */
export interface TableSize {
  readonly name: string;
  readonly rows: number;
  /** Of the pages that it fills. */
  readonly bytes: number;
  /** Of the rows in them; the rest is the pages' own bookkeeping and free space. */
  readonly payload: number;
}

/** What a data folder takes on disk once its engine is closed. */
export function measureDisk(folder: string): DiskUse {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ name, bytes: statSync(join(folder, name)).size }))
    .sort((a, b) => b.bytes - a.bytes);
  const tables = files
    .filter(({ name }) => name.endsWith('.db'))
    .flatMap(({ name }) => tableSizes(join(folder, name)));
  return { bytes: files.reduce((sum, file) => sum + file.bytes, 0), files, tables };
}

/** SQLite's own account of its pages, one row a page: https://sqlite.org/dbstat.html */
function tableSizes(file: string): TableSize[] {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    return database
      .prepare<[], TableSize>(
        `SELECT name, sum(CASE WHEN pagetype = 'leaf' THEN ncell ELSE 0 END) AS rows,
           sum(pgsize) AS bytes, sum(payload) AS payload
         FROM dbstat GROUP BY name ORDER BY bytes DESC`,
      )
      .all();
  } finally {
    database.close();
  }
}
