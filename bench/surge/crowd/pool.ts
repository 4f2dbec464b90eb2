import { type Connection, type Hear, openConnection } from './connection.ts';

/** The connections of the whole crowd. There are fewer of them than users: a process may not have 100,000 files open. */
export interface Pool {
  /** Over a connection that is free, a new one, or, where there are as many as may be, the next that gets free. */
  send(request: string, hear: Hear): void;
  /** As `send`, for a request that is answered only when there is news; false where no connection can be spared. */
  hold(request: string, longest_ms: number, hear: Hear): boolean;
  open(): number;
  close(): void;
}

/** Of a server and of this process, 20,000 files are usual at most; the server needs some for other things. */
const CONNECTIONS_MOST = 17_000;
/** So many are kept for requests that are answered at once; a server with 20,000 files holds 14,600 long polls open at most. */
const NEVER_HELD = 3_000;

/**
 * The client calls from several addresses of this machine, as people do. From a single one the kernel would soon have to
 * search for each new connection's port: with 17,000 open, that held the client up for seconds.
 */
const FIRST_ADDRESS = 2;
const ADDRESSES = 32;

/** Whoever has heard nothing for so long gives the request up. */
const PATIENCE_MS = 15_000;
const LOOK_FOR_LATE_MS = 500;

export function openPool(url: string): Pool {
  const { hostname, port } = new URL(url);
  const all = new Set<Connection>();
  const free: Connection[] = [];
  const queue: { readonly request: string; readonly hear: Hear }[] = [];
  let queue_head = 0;
  let held = 0;
  let opened = 0;
  let is_closed = false;

  function open(): Connection {
    opened += 1;
    const local_address = `127.0.0.${FIRST_ADDRESS + (opened % ADDRESSES)}`;
    const connection = openConnection(
      { host: hostname, port: Number(port), local_address },
      {
        free() {
          const next = queue[queue_head];
          if (next === undefined) return void free.push(connection);
          takeFromQueue();
          connection.send(next.request, PATIENCE_MS, next.hear);
        },
        closed() {
          all.delete(connection);
          const next = queue[queue_head];
          if (next === undefined || is_closed) return;
          takeFromQueue();
          open().send(next.request, PATIENCE_MS, next.hear);
        },
      },
    );
    all.add(connection);
    return connection;
  }

  /** What has gone is cut off now and then: to shift a long list at each step would cost its length. */
  function takeFromQueue(): void {
    queue_head += 1;
    if (queue_head < 1_024) return;
    queue.splice(0, queue_head);
    queue_head = 0;
  }

  function freeOne(): Connection | null {
    for (;;) {
      const connection = free.pop();
      if (connection === undefined) return all.size < CONNECTIONS_MOST ? open() : null;
      if (all.has(connection)) return connection;
    }
  }

  const looking = setInterval(() => {
    const now = performance.now();
    for (const connection of all) connection.breakOffIfLate(now);
  }, LOOK_FOR_LATE_MS);

  return {
    send(request, hear) {
      const connection = freeOne();
      if (connection === null) queue.push({ request, hear });
      else connection.send(request, PATIENCE_MS, hear);
    },
    hold(request, longest_ms, hear) {
      const connection = held < CONNECTIONS_MOST - NEVER_HELD ? freeOne() : null;
      if (connection === null) return false;
      held += 1;
      connection.send(request, longest_ms + PATIENCE_MS, (answer) => {
        held -= 1;
        hear(answer);
      });
      return true;
    },
    open: () => all.size,
    close() {
      is_closed = true;
      clearInterval(looking);
      for (const connection of all) connection.close();
    },
  };
}
