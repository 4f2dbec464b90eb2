import type { Latency } from '../report/latency.ts';

/** What stands behind the entrance. */
export type Server =
  /** `boxoffice engine` behind a NATS server. */
  | 'engine'
  /** A bare responder in nats.js behind a NATS server, which answers as many bytes as the engine does. */
  | 'echo'
  /** A Lua script over a hash of seats, its append-only file flushed always. */
  | 'redis'
  /** `boxoffice start`. */
  | 'all_in_one'
  /** A bare Fastify route with the schemas of ours, which answers at once. */
  | 'fastify'
  /** `boxoffice gateway` and `boxoffice engine` behind a NATS server. */
  | 'gateway'
  /** A Fastify route with the schemas of ours, which asks the echo by `nc.request()`. */
  | 'fastify_hop';

/** How the client asks: by the library's `nc.request()`, over an inbox of its own, … */
export type Way = 'request' | 'inbox' | 'redis' | 'http';

/** As data, so that the client can be a process of its own. */
export interface Contestant {
  readonly name: string;
  readonly server: Server;
  readonly way: Way;
}

/** Where a client finds what it asks. */
export interface Entrance {
  readonly url: string;
  readonly shows: readonly string[];
}

/** What a client process is to do. */
export interface ClientTask {
  readonly way: Way;
  readonly entrance: Entrance;
  readonly in_flight: number;
  readonly warmup_ms: number;
  readonly measure_ms: number;
  /** Processes whose CPU time is to be counted beside the client's own: pids by name. */
  readonly servers: Readonly<Record<string, number>>;
}

/** What a client process says at the end of a task. */
export type ClientReport =
  | { readonly type: 'done'; readonly outcome: Outcome }
  | { readonly type: 'failed'; readonly reason: string };

/** An operation is one request: a reserve or a release. */
export interface Outcome {
  /** Within the time measured. */
  readonly operations_per_second: number;
  /** Reserves with their releases, acknowledged in the whole round, with its warm-up and its end. */
  readonly cycles_acknowledged: number;
  readonly operation: Latency;
  /** CPU microseconds an operation, by process. */
  readonly cpu_us: Readonly<Record<string, number>>;
  /** Of the whole machine. */
  readonly busy_cores: number | null;
}
