import { execFileSync } from 'node:child_process';
import { appendFileSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

export interface PostgresServer {
  /** e.g. `postgres (PostgreSQL) 15.16`. */
  readonly version: string;
  readonly socket_folder: string;
  stop(): void;
}

/**
 * Durable as by default: `fsync` and `synchronous_commit` are on. The rest is given room, so that no checkpoint and
 * no full cache falls into a run. A minimal write-ahead log is the least that it can write and still be durable.
 */
const SETTINGS = `
listen_addresses = ''
fsync = on
synchronous_commit = on
full_page_writes = on
wal_level = minimal
max_wal_senders = 0
max_wal_size = 16GB
checkpoint_timeout = 1h
shared_buffers = 1GB
max_connections = 100
jit = off
update_process_title = off
`;

/** Starts a server of its own in the folder, with the schema in it; null where PostgreSQL is not installed. */
export async function startPostgres(folder: string, schema: string): Promise<PostgresServer | null> {
  const programs = findPrograms();
  if (programs === null) return null;
  mkdirSync(folder);
  const account = unprivilegedAccount();
  if (account !== null) chownSync(folder, account.uid, account.gid);
  const run = (program: string, ...args: string[]): void => {
    // What pg_ctl starts inherits its output: with a pipe there, this would wait for the server to end.
    execFileSync(join(programs, program), args, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      ...account,
    });
  };
  const data = join(folder, 'data');
  run('initdb', '-D', data, '-U', POSTGRES_USER, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync');
  appendFileSync(join(data, 'postgresql.conf'), `${SETTINGS}unix_socket_directories = '${folder}'\n`);
  run('pg_ctl', '-D', data, '-l', join(folder, 'server.log'), '-w', 'start');
  const server: PostgresServer = {
    version: execFileSync(join(programs, 'postgres'), ['--version'], { encoding: 'utf8' }).trim(),
    socket_folder: folder,
    stop: () => run('pg_ctl', '-D', data, '-m', 'fast', '-w', 'stop'),
  };
  try {
    await withPostgres(folder, (client) => client.query(schema));
    await tidyPostgres(folder);
  } catch (error) {
    server.stop();
    throw error;
  }
  return server;
}

export const POSTGRES_USER = 'bench';
export const POSTGRES_DATABASE = 'postgres';

export async function withPostgres<T>(
  socket_folder: string,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ host: socket_folder, user: POSTGRES_USER, database: POSTGRES_DATABASE });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** Before each round: what earlier rounds left is cleared away and on disk, so that it does not fall into this one. */
export async function tidyPostgres(socket_folder: string): Promise<void> {
  await withPostgres(socket_folder, async (client) => {
    await client.query('VACUUM ANALYZE');
    await client.query('CHECKPOINT');
  });
}

/** PostgreSQL refuses to run as root: then it runs as the account that Debian's package makes, or as nobody. */
function unprivilegedAccount(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (option: string, name: string): number =>
    Number(execFileSync('id', [option, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) };
    } catch {
      // This system does not have the account: the next one will do.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is no account postgres or nobody');
}

/** Debian keeps them out of the path, in a folder for each version. */
const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** The folder of the newest PostgreSQL that has all we need, or null. */
export function findPrograms(): string | null {
  const needed = ['postgres', 'initdb', 'pg_ctl', 'pgbench'];
  const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER) : [];
  const folders = [
    ...versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(DEBIAN_FOLDER, version, 'bin')),
    ...(process.env.PATH ?? '').split(':'),
  ];
  return folders.find((folder) => needed.every((program) => existsSync(join(folder, program)))) ?? null;
}
