import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The log's file in a data folder. */
export function logPath(folder: string): string {
  return join(folder, 'log.db');
}

/** The file whose lock says that a process writes in a data folder. */
export function lockPath(folder: string): string {
  return join(folder, 'writer.lock');
}

/** Whether there is a log in a data folder. */
export function logExists(folder: string): boolean {
  return existsSync(logPath(folder));
}
