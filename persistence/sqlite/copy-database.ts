import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';

/** All pages in one step, so that the copy is of one moment and never starts again because of a writer. */
const ALL_PAGES = 0x7fffffff;

/** The file that a backup is to become is already there. */
export class BackupExistsError extends Error {
  override readonly name = 'BackupExistsError';
}

/**
 * Copies a database, as it is at one moment, to a new file, also beside a process that writes it. The copy has to pass
 * `verify`, which throws where it is not good, and is flushed to disk before it gets its name. Resolves with its bytes.
 * Rejects with a `BackupExistsError`, with what `verify` throws, or with what keeps the file from being written.
 */
export async function copyDatabase(
  source: Database,
  file: string,
  verify: (copy: Database) => void,
): Promise<number> {
  if (existsSync(file)) throw new BackupExistsError(`${file} exists already: choose a name that is free`);
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  try {
    await source.backup(partial, { progress: () => ALL_PAGES });
    const copy = new Sqlite(partial);
    try {
      // One file that needs no other beside it.
      copy.pragma('journal_mode = DELETE');
      verify(copy);
    } finally {
      copy.close();
    }
    flush(partial);
    // A link, unlike a renaming, does not overwrite what has come there meanwhile.
    linkSync(partial, file);
    flush(dirname(file));
    return statSync(file).size;
  } finally {
    rmSync(partial, { force: true });
  }
}

function flush(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
