import Sqlite from 'better-sqlite3';

/** SQLite says that the disk is full before it writes the last page of a commit, so nothing of it is in the log. */
const FULL = 'SQLITE_FULL';

/** Another process, such as somebody's database shell, keeps the file for itself: the commit has not even begun. */
const BUSY = 'SQLITE_BUSY';

/** What is shared with readers lies in a file too; that the disk has no room for it has a code of its own. */
const NO_ROOM_TO_SHARE = 'SQLITE_IOERR_SHMSIZE';

const DAMAGED = ['SQLITE_CORRUPT', 'SQLITE_NOTADB'];

/** In words, where a commit failed without having written anything, and may succeed later; otherwise null. */
export function whyNotCommitted(error: unknown): string | null {
  if (hasCode(error, FULL)) return 'the disk is full';
  return hasCode(error, BUSY) ? 'another process keeps the file locked' : null;
}

/** In words, where the log may be opened later; otherwise null. */
export function whyNotOpened(error: unknown): string | null {
  return hasCode(error, NO_ROOM_TO_SHARE) ? 'the disk is full' : whyNotCommitted(error);
}

/** The disk has no room for what a checkpoint moves. */
export function isFull(error: unknown): boolean {
  return hasCode(error, FULL);
}

/** The file's own structure does not hold. */
export function isDamage(error: unknown): boolean {
  return DAMAGED.some((code) => hasCode(error, code));
}

/** Also where it is an extended code, which goes on after it. */
function hasCode(error: unknown, code: string): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith(code);
}
