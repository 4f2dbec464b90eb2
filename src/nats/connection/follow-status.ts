import { errors, type NatsConnection, type Status } from '@nats-io/transport-node';
import type { BrokerLog } from '../broker.ts';
import { troubleOf } from './trouble.ts';

/** So many different complaints of the server are logged for one connection. */
const COMPLAINTS_MOST = 50;

export interface StatusEvents {
  /** The server is about to stop. */
  onStopping(): void;
  /** The server answers no pings any more. */
  onStale(): void;
}

/**
 * Logs what the server says about a connection that stands: each complaint once, since some come with each message.
 * Returns how to ask why the connection ended; null where the status did not tell.
 */
export function followStatus(
  connection: NatsConnection,
  server: string,
  log: BrokerLog,
  events: StatusEvents,
): () => string | null {
  const complaints = new Set<string>();
  let loss_reason: string | null = null;

  function take(status: Status): void {
    if (status.type === 'error') {
      complain(status.error.message);
      // The library leaves the server then, and says the same as where no ping is answered.
      if (isExclusion(status.error)) loss_reason = troubleOf(status.error).reason;
    } else if (status.type === 'staleConnection') {
      loss_reason ??= 'it answers no pings';
      events.onStale();
    } else if (status.type === 'ldm') {
      loss_reason = 'it stops';
      log.warn({ server }, 'the NATS server is about to stop');
      events.onStopping();
    }
  }

  function complain(reason: string): void {
    if (complaints.has(reason) || complaints.size === COMPLAINTS_MOST) return;
    complaints.add(reason);
    log.error({ server, reason }, 'the NATS server refuses something');
    if (complaints.size === COMPLAINTS_MOST) {
      log.error({ server }, 'no more of what this NATS server refuses is logged');
    }
  }

  async function follow(): Promise<void> {
    for await (const status of connection.status()) take(status);
  }

  follow().catch((error: unknown) =>
    log.error({ err: error, server }, 'the NATS status is not told any more'),
  );
  return () => loss_reason;
}

/** The server does not know us any more. */
function isExclusion(error: Error): boolean {
  return error instanceof errors.UserAuthenticationExpiredError || error instanceof errors.AuthorizationError;
}
