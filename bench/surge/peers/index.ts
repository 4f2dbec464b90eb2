import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCatalogue } from '../../../src/catalogue/open.ts';
import { localDate } from '../../../src/catalogue/time.ts';
import { findPrograms, startPostgres, withPostgres } from '../../engine/postgres/server.ts';
import { importShows } from '../../nats/servers/catalogue.ts';
import { freePort, killAlso, startNode, versionOf } from '../../nats/servers/process.ts';
import { startRedis } from '../../nats/servers/redis.ts';
import type { OpenVenue } from '../venue.ts';
import { PEER_NAMES, type PeerName, type PeerSettings } from './open-store.ts';
import { hallSchema, SALES_SCHEMA } from './postgres/schema.ts';
import { hallOf, type PeerShows, readShows } from './shows.ts';

/** What a peer's server asks, by its name there, and what has to be done when it is no longer needed. */
interface Behind {
  readonly address: string;
  readonly processes: Readonly<Record<string, number>>;
  /** The processes that came with the server's own connections. */
  connected(): Promise<Readonly<Record<string, number>>>;
  stop(): Promise<void>;
}

const SERVER = fileURLToPath(new URL('server.js', import.meta.url));

/**
 * The fastest out of 2 to 32 where one hot show follows another. On two cores more of them only wait for one another; the
 * others' requests lie ready behind the one that each is doing. With the lock, two are faster for a single show, but then
 * whatever needs no lock lies behind what waits for one.
 */
const CONNECTIONS: Readonly<Record<PeerName, number>> = {
  postgres_conditional: 4,
  postgres_row_lock: 4,
  redis: 1,
};

/** Those whose database is installed. */
export function installedPeers(): PeerName[] {
  const has_postgres = findPrograms() !== null;
  const has_redis = versionOf('redis-server') !== null;
  return PEER_NAMES.filter((name) => (name === 'redis' ? has_redis : has_postgres));
}

/** A peer, with a server process and a database of its own. Rejects where the database is not installed. */
export function openPeer(name: PeerName, connections = CONNECTIONS[name]): OpenVenue {
  return async (folder, shows, durations) => {
    const catalogue_folder = join(folder, 'catalogue');
    const show_ids = importShows(catalogue_folder, shows);
    const { listing, peer_shows } = readCatalogue(catalogue_folder, show_ids);
    const behind =
      name === 'redis' ? await startRedisBehind(folder) : await startPostgresBehind(folder, peer_shows);
    try {
      const port = await freePort();
      const settings: PeerSettings = {
        ...{ name, port, durations, connections },
        ...{ folder: catalogue_folder, shows: show_ids, behind: behind.address },
      };
      const settings_file = join(folder, 'settings.json');
      writeFileSync(settings_file, JSON.stringify(settings));
      const server = await startNode(SERVER, [settings_file]);
      return {
        url: `http://127.0.0.1:${port}`,
        shows: show_ids,
        listing,
        processes: { server: server.pid, ...behind.processes, ...(await behind.connected()) },
        metrics: null,
        async stop() {
          await server.stop();
          await behind.stop();
        },
      };
    } catch (error) {
      await behind.stop();
      throw error;
    }
  };
}

function readCatalogue(
  folder: string,
  show_ids: readonly string[],
): { listing: string; peer_shows: PeerShows } {
  const catalogue = openCatalogue(folder);
  try {
    const show = catalogue.show(show_ids[0] ?? '');
    if (show === null) throw new RangeError('A peer needs at least one show');
    const { city_id, time_zone } = show.cinema;
    const date = localDate(show.starts_at, time_zone);
    return {
      listing: `/v1/cities/${city_id}/movies/${show.movie.movie_id}/shows?date=${date}`,
      peer_shows: readShows(catalogue, show_ids),
    };
  } finally {
    catalogue.close();
  }
}

async function startPostgresBehind(folder: string, { show_ids, seat_map }: PeerShows): Promise<Behind> {
  // Its server runs as a user of its own, who has to get to its folder.
  chmodSync(folder, 0o755);
  const server = await startPostgres(join(folder, 'postgres'), hallSchema(show_ids, hallOf(seat_map)));
  if (server === null) throw new Error('PostgreSQL is not installed. On Debian: apt-get install postgresql');
  const { socket_folder } = server;
  await withPostgres(socket_folder, (client) => client.query(SALES_SCHEMA));
  const [first_line] = readFileSync(join(socket_folder, 'data', 'postmaster.pid'), 'utf8').split('\n');
  const postmaster = Number(first_line);
  // PostgreSQL's word for at once.
  const leaveAlone = killAlso({ kill: () => void process.kill(postmaster, 'SIGQUIT') });
  return {
    address: socket_folder,
    processes: { postgres: postmaster },
    connected: () => backendsOf(socket_folder),
    async stop() {
      leaveAlone();
      server.stop();
    },
  };
}

/** PostgreSQL has a process for each connection, and some for all; workers come and go. */
function backendsOf(socket_folder: string): Promise<Record<string, number>> {
  return withPostgres(socket_folder, async (client) => {
    const { rows } = await client.query<{ backend_type: string; pid: number }>(
      `SELECT backend_type, pid FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND backend_type NOT LIKE '%worker' ORDER BY pid`,
    );
    return Object.fromEntries(rows.map(({ backend_type, pid }) => [`postgres ${backend_type} ${pid}`, pid]));
  });
}

async function startRedisBehind(folder: string): Promise<Behind> {
  if (versionOf('redis-server') === null)
    throw new Error('Redis is not installed. On Debian: apt-get install redis-server');
  const redis_folder = join(folder, 'redis');
  mkdirSync(redis_folder);
  const { url, process: server } = await startRedis(redis_folder);
  return {
    address: url,
    processes: { redis: server.pid },
    connected: async () => ({}),
    stop: () => server.stop(),
  };
}
