import type { Durations } from '../venue.ts';
import { openPostgresStore } from './postgres/store.ts';
import { openRedisStore } from './redis/store.ts';
import { hallOf, type PeerShows } from './shows.ts';
import type { Change, Store } from './store.ts';

export const PEER_NAMES = ['postgres_conditional', 'postgres_row_lock', 'redis'] as const;
export type PeerName = (typeof PEER_NAMES)[number];

/** What a peer's server is started with. */
export interface PeerSettings {
  readonly name: PeerName;
  readonly port: number;
  /** Where its catalogue is. */
  readonly folder: string;
  readonly shows: readonly string[];
  readonly durations: Durations;
  /** The folder of PostgreSQL's socket, or the URL of Redis. */
  readonly behind: string;
  /** To PostgreSQL. */
  readonly connections: number;
}

export function openStore(
  { name, durations, behind, connections }: PeerSettings,
  { show_ids: shows, seat_map }: PeerShows,
  announce: (change: Change) => void,
): Promise<Store> {
  const options = { durations, shows, hall: hallOf(seat_map), announce };
  if (name === 'redis') return openRedisStore({ ...options, url: behind });
  const locks_show = name === 'postgres_row_lock';
  return openPostgresStore({ ...options, seat_map, socket_folder: behind, connections, locks_show });
}
