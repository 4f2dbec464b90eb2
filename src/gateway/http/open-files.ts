import { readFileSync } from 'node:fs';

/** Where the system tells no limit: what most allow without being asked. */
const UNKNOWN_LIMIT = 10_240;
/** For the log, the catalogue, their readers, connections to NATS and payments, and whatever is opened for a moment. */
const KEPT_FREE_MOST = 512;
const KEPT_FREE_SHARE = 1 / 4;

/** How many connections can be open at a time in a process that may open so many files: some are for others. */
export function connectionsWithin(open_files: number): number {
  return Math.floor(open_files - Math.min(KEPT_FREE_MOST, open_files * KEPT_FREE_SHARE));
}

/** How many files this process may have open at a time, connections among them. */
export function openFilesLimit(): number {
  try {
    const soft_limit = /^Max open files\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    if (soft_limit === 'unlimited') return Number.MAX_SAFE_INTEGER;
    return Number(soft_limit ?? UNKNOWN_LIMIT);
  } catch {
    return UNKNOWN_LIMIT;
  }
}
