import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { BrokerLog, BrokerOptions } from '../broker.ts';
import { followStatus } from './follow-status.ts';
import { knock } from './knock.ts';
import { connectionOptions } from './options.ts';
import { createTroubleLog, troubleOf } from './trouble.ts';

const KNOCK_TIMEOUT_MS = 3_000;
/** Attempts at the same server begin so far apart at least. */
const PAUSE_MS = 500;
/** The same for a server that refuses us: each attempt is a line in its log. */
const REFUSED_PAUSE_MS = 3_000;
/** What is under way gets this long, both ways, when the connection is given up. */
const LET_GO_MS = 2_000;

export interface Connections {
  /** Gives up: takes what arrives still, sends what was published, in bounded time, and leaves nothing behind. */
  close(): Promise<void>;
}

export interface ConnectionEvents {
  onConnected(connection: NatsConnection): void;
  /** The connection is not to be used any more; may be called again for the same one. */
  onLost(): void;
  /** Ends what the connection is subscribed to; resolves once nothing arrives any more. */
  drain(): Promise<void>;
}

/**
 * Keeps a connection to one of the servers, in the background and for as long as it takes. The library could connect
 * again by itself, but it swallows why it cannot, keeps what was published meanwhile to be sent later, and in some
 * cases gives up. So each of its connections is used until it ends, and the next is a new one.
 */
export function stayConnected(options: BrokerOptions, log: BrokerLog, events: ConnectionEvents): Connections {
  const stop = new AbortController();
  const trouble_log = createTroubleLog(log);
  /** When each server may be tried next. */
  const due = new Map(options.servers.map((server) => [server, 0]));
  let current: NatsConnection | null = null;

  async function run(): Promise<void> {
    log.info({ servers: options.servers }, 'connecting to the NATS server');
    while (!stop.signal.aborted) {
      const [server, due_at] = [...due].reduce((one, other) => (other[1] < one[1] ? other : one));
      await pauseUntil(due_at);
      due.set(server, performance.now() + PAUSE_MS);
      try {
        const connection = await attempt(server);
        if (connection !== null) await use(connection, server);
      } catch (error) {
        log.error(
          { err: error, server },
          'the connection failed in a way nobody thought of; connecting again',
        );
      }
    }
  }

  async function attempt(server: string): Promise<NatsConnection | null> {
    try {
      await knock(server, KNOCK_TIMEOUT_MS, stop.signal);
      return await connect(connectionOptions(server, options));
    } catch (error) {
      if (stop.signal.aborted) return null;
      const trouble = troubleOf(error);
      trouble_log.tell(server, trouble);
      if (trouble.is_refusal) due.set(server, performance.now() + REFUSED_PAUSE_MS);
      return null;
    }
  }

  /** Resolves when the connection has ended. */
  async function use(connection: NatsConnection, server: string): Promise<void> {
    current = connection;
    if (stop.signal.aborted) return connection.close();
    trouble_log.forget(server);
    log.info({ server }, 'connected to the NATS server');
    const lossReason = followStatus(connection, server, log, {
      onStopping() {
        if (due.size > 1) moveOn(connection);
      },
      // The library ends it once what is under way has left, which may never be.
      onStale: () => void connection.close(),
    });
    try {
      events.onConnected(connection);
      const error = await connection.closed();
      if (stop.signal.aborted) return;
      const reason = error ? troubleOf(error).reason : (lossReason() ?? 'it hung up');
      log.warn({ server, reason }, 'the connection to the NATS server is lost; connecting again');
    } finally {
      current = null;
      events.onLost();
      await connection.close();
    }
  }

  /** Leaves a server that is about to stop, for another one. */
  function moveOn(connection: NatsConnection): void {
    events.onLost();
    void letGo(connection);
  }

  async function pauseUntil(due_at: number): Promise<void> {
    const pause_ms = due_at - performance.now();
    if (pause_ms <= 0) return;
    // Cut short by the stop, which the loop looks at next.
    await sleep(pause_ms, undefined, { signal: stop.signal }).catch(() => undefined);
  }

  const ended = run();
  return {
    async close() {
      stop.abort();
      if (current !== null) await letGo(current, events.drain());
      await ended;
    },
  };
}

/** Never rejects. The library waits for ever for a server that does not answer any more; here it is given a bound. */
async function letGo(connection: NatsConnection, drained = Promise.resolve()): Promise<void> {
  const bound = new AbortController();
  await Promise.race([
    drained.then(() => connection.flush()).catch(() => undefined),
    connection.closed(),
    sleep(LET_GO_MS, undefined, { signal: bound.signal }).catch(() => undefined),
  ]);
  bound.abort();
  await connection.close().catch(() => undefined);
}
