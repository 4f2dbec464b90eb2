import type { Database } from 'better-sqlite3';
import { LogCorruptError } from '../event-log.ts';
import { openForReading } from './connection.ts';
import { copyDatabase } from './copy-database.ts';
import { logPath } from './files.ts';
import { verifiedRecords } from './verified-records.ts';

export interface BackupSummary {
  readonly bytes: number;
  /** Records of the log in it, each verified. */
  readonly records: number;
}

/**
 * Copies the log of a data folder, as it is at one moment, to a new file, also beside the process that writes it.
 * The copy is read back and verified before it gets its name. To restore it, put it as `log.db` into an empty data
 * folder. Rejects with a `BackupExistsError`, with a `LogCorruptError` where the log is damaged, or with what keeps
 * the file from being written.
 */
export async function backupLog(folder: string, file: string): Promise<BackupSummary> {
  const source = openForReading(logPath(folder));
  try {
    let records = 0;
    const bytes = await copyDatabase(source, file, (copy) => {
      records = countVerified(copy);
    });
    return { bytes, records };
  } finally {
    source.close();
  }
}

function countVerified(copy: Database): number {
  const structure = copy.pragma('quick_check(1)', { simple: true });
  if (structure !== 'ok') throw new LogCorruptError(`the log's file is damaged: ${structure}`);
  let records = 0;
  for (const { position, fault } of verifiedRecords(copy)) {
    if (fault !== null) throw new LogCorruptError(`the log is damaged at position ${position}: ${fault}`);
    records += 1;
  }
  return records;
}
