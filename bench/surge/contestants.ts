import { openPeer } from './peers/index.ts';
import type { Contestant } from './run.ts';
import { openBoxoffice } from './venues/boxoffice.ts';

export const BOXOFFICE: Contestant = { key: 'boxoffice', name: 'boxoffice', open: openBoxoffice };

/** What people would use instead, behind the same routes. */
export const PEERS: readonly Contestant[] = [
  {
    key: 'postgres_conditional',
    name: 'PostgreSQL, conditional UPDATE',
    open: openPeer('postgres_conditional'),
  },
  { key: 'postgres_row_lock', name: 'PostgreSQL, row lock', open: openPeer('postgres_row_lock') },
  { key: 'redis', name: 'Redis, Lua', open: openPeer('redis') },
];

/** Peers by the names that `--against` takes. Throws a RangeError where there is no such peer. */
export function peersNamed(names: string): readonly Contestant[] {
  if (names === 'all') return PEERS;
  if (names === 'none') return [];
  return names.split(',').map((name) => {
    const peer = PEERS.find(({ key }) => key === name);
    if (peer !== undefined) return peer;
    const known = PEERS.map(({ key }) => key).join(', ');
    throw new RangeError(`--against names ${known}, all or none; it is '${name}'`);
  });
}
