import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Who has a quota of its own. Kept in `keys.db` of the data folder, beside a running service that notices changes. */
export interface ApiKeys {
  /** Makes a key and returns it: the only time that it can be seen. Throws an `ApiKeyError` where the name is taken or unusable. */
  add(name: string, rps: number): string;
  /** By name. */
  list(): ApiKey[];
  /** Whether there was one of that name. */
  remove(name: string): boolean;
  /** Whose key this is, or null. */
  find(key: string): ApiKey | null;
  close(): void;
}

export interface ApiKey {
  readonly name: string;
  /** Requests a second. */
  readonly rps: number;
  /** Unix milliseconds. */
  readonly created_at: number;
}

export class ApiKeyError extends Error {
  override readonly name = 'ApiKeyError';
}

const KEY_BYTES = 32;
const NAME = /^[\w.-]{1,64}$/;
const MOST_RPS = 1_000_000;
/** A key that was added or removed by another process counts after this long at most. */
const REFRESH_MS = 1_000;

/** Opens the keys in the data folder; makes both where they are missing. */
export function openApiKeys(data_folder: string): ApiKeys {
  mkdirSync(data_folder, { recursive: true });
  const database = new Database(join(data_folder, 'keys.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(`
    CREATE TABLE IF NOT EXISTS api_key (
      name TEXT PRIMARY KEY,
      key_hash BLOB NOT NULL UNIQUE,
      rps INTEGER NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID`);
  const insert = database.prepare<[string, Buffer, number, number]>(
    'INSERT INTO api_key (name, key_hash, rps, created_at) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO NOTHING',
  );
  const remove = database.prepare<[string]>('DELETE FROM api_key WHERE name = ?');
  const all = database.prepare<[], ApiKey & { key_hash: Buffer }>(
    'SELECT name, key_hash, rps, created_at FROM api_key ORDER BY name',
  );
  const changesOfOthers = (): number => Number(database.pragma('data_version', { simple: true }));

  let seen_version = changesOfOthers();
  let by_hash = readAll();

  function readAll(): Map<string, ApiKey> {
    return new Map(all.all().map(({ key_hash, ...key }) => [key_hash.toString('base64url'), key]));
  }

  const refreshing = setInterval(() => {
    const version = changesOfOthers();
    if (version === seen_version) return;
    seen_version = version;
    by_hash = readAll();
  }, REFRESH_MS);
  refreshing.unref();

  return {
    add(name, rps) {
      if (!NAME.test(name)) {
        throw new ApiKeyError(
          `a key's name has 1 to 64 letters, digits, '.', '_' or '-'; '${name}' does not fit`,
        );
      }
      if (!Number.isInteger(rps) || rps < 1 || rps > MOST_RPS) {
        throw new ApiKeyError(`a quota is a whole number of requests a second from 1 to ${MOST_RPS}`);
      }
      const key = randomBytes(KEY_BYTES).toString('base64url');
      if (insert.run(name, hashOf(key), rps, Date.now()).changes === 0) {
        throw new ApiKeyError(`there is a key named '${name}' already; remove it first to make a new one`);
      }
      by_hash = readAll();
      return key;
    },
    list: () => all.all().map(({ key_hash: _hash, ...key }) => key),
    remove(name) {
      const removed = remove.run(name).changes > 0;
      by_hash = readAll();
      return removed;
    },
    find: (key) => by_hash.get(hashOf(key).toString('base64url')) ?? null,
    close() {
      clearInterval(refreshing);
      database.close();
    },
  };
}

/** Only this is stored. A key has 256 random bits, so a plain hash of it cannot be turned back. */
function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
