import Sqlite from 'better-sqlite3';

/** SQLite reports a full disk before a commit's last page is written, so nothing of the commit is in the log. */
const DISK_FULL = 'SQLITE_FULL';

/** Memory shared with readers lies in a file as well; that there is no room for it is told in words of its own. */
const NO_ROOM_TO_OPEN = [DISK_FULL, 'SQLITE_IOERR_SHMSIZE'];

const DAMAGED = ['SQLITE_CORRUPT', 'SQLITE_NOTADB'];

export function isDiskFull(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code === DISK_FULL;
}

/** The file's own structure does not hold. */
export function isDamage(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && DAMAGED.some((code) => error.code.startsWith(code));
}

/** Too full a disk even to open the log. */
export function hasNoRoomToOpen(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && NO_ROOM_TO_OPEN.includes(error.code);
}
