import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Further ones are closed at once. */
const CONNECTIONS_MOST = 65_000;

/** Longer than proxies in front keep an idle connection, so that it is never we who close one that is being used. */
const KEEP_ALIVE_MS = 72_000;
/** With so many open, those that are not used have to make room for others sooner. */
const CROWDED: readonly { readonly share: number; readonly keep_alive_ms: number }[] = [
  { share: 0.9, keep_alive_ms: 1_000 },
  { share: 0.75, keep_alive_ms: 3_000 },
  { share: 0.5, keep_alive_ms: 15_000 },
];
const LOOK_EVERY_MS = 1_000;

export interface Connections {
  count(): number;
  /** How many there may be at a time. */
  readonly most: number;
}

/** Keeps to so many connections at a time, and lets go of idle ones the sooner the more there are. */
export function boundConnections(server: Server, most_wanted: number): Connections {
  const most = Math.min(CONNECTIONS_MOST, most_wanted);
  const open = new Set<Socket>();
  let looking: NodeJS.Timeout | null = null;

  function keepAliveMs(): number {
    return CROWDED.find(({ share }) => open.size >= share * most)?.keep_alive_ms ?? KEEP_ALIVE_MS;
  }

  function look(): void {
    const keep_alive_ms = keepAliveMs();
    server.keepAliveTimeout = keep_alive_ms;
    // Only what waits for another request has a time-out: it was given one when the last answer was sent.
    for (const socket of open) {
      if (socket.timeout !== undefined && socket.timeout > 2 * keep_alive_ms)
        socket.setTimeout(keep_alive_ms);
    }
    if (keep_alive_ms < KEEP_ALIVE_MS) return;
    if (looking !== null) clearInterval(looking);
    looking = null;
  }

  function closed(this: Socket): void {
    open.delete(this);
  }

  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on('connection', (socket: Socket) => {
    // Not by `maxConnections`: that counts only what the server's own listener has taken.
    if (open.size >= most) {
      socket.destroy();
      return;
    }
    open.add(socket);
    socket.on('close', closed);
    if (looking !== null || keepAliveMs() === KEEP_ALIVE_MS) return;
    looking = setInterval(look, LOOK_EVERY_MS);
    looking.unref();
  });
  return { count: () => open.size, most };
}
