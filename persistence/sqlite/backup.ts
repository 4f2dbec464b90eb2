import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { LogCorruptError } from '../event-log.ts';
import { openForReading } from './connection.ts';
import { logPath } from './files.ts';
import { verifiedRecords } from './verified-records.ts';

/** All pages in one step, so that the copy is of one moment and never starts again because of the writer. */
const ALL_PAGES = 0x7fffffff;

/** The file that a backup is to become is already there. */
export class BackupExistsError extends Error {
  override readonly name = 'BackupExistsError';
}

export interface BackupSummary {
  readonly bytes: number;
  /** Records of the log in it, each verified. */
  readonly records: number;
}

/**
 * Copies the log of a data folder, as it is at one moment, to a new file, also beside the process that writes it.
 * The copy is read back and verified, and flushed to disk, before it gets its name. To restore it, put it as `log.db`
 * into an empty data folder. Rejects with a `BackupExistsError`, with a `LogCorruptError` where the log is damaged,
 * or with what keeps the file from being written.
 */
export async function backupLog(folder: string, file: string): Promise<BackupSummary> {
  if (existsSync(file)) throw new BackupExistsError(`${file} exists already: choose a name that is free`);
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  try {
    const source = openForReading(logPath(folder));
    try {
      await source.backup(partial, { progress: () => ALL_PAGES });
    } finally {
      source.close();
    }
    const summary = verify(partial);
    flush(partial);
    // A link, unlike a renaming, does not overwrite what has come there meanwhile.
    linkSync(partial, file);
    flush(dirname(file));
    return summary;
  } finally {
    rmSync(partial, { force: true });
  }
}

/** Reads the copy back, and makes it one file that needs no other beside it. */
function verify(file: string): BackupSummary {
  const copy = new Sqlite(file);
  try {
    copy.pragma('journal_mode = DELETE');
    const structure = copy.pragma('quick_check(1)', { simple: true });
    if (structure !== 'ok') throw new LogCorruptError(`the log's file is damaged: ${structure}`);
    let records = 0;
    for (const { position, fault } of verifiedRecords(copy)) {
      if (fault !== null) throw new LogCorruptError(`the log is damaged at position ${position}: ${fault}`);
      records += 1;
    }
    return { bytes: statSync(file).size, records };
  } finally {
    copy.close();
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
