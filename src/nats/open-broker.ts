import { headers, Match, type Msg, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import type { Broker, BrokerLog, BrokerMessage, BrokerOptions, PublishOptions } from './broker.ts';
import { stayConnected } from './connection/stay-connected.ts';
import { plainServerUrl } from './server-url.ts';

const NO_RESPONDERS = 503;

/**
 * Connects in the background, and again whenever the connection is lost, for as long as it takes. Throws a `RangeError`
 * where no server is named, or by something else than its plain URL.
 */
export function openBroker(options: BrokerOptions, log: BrokerLog): Broker {
  requireServers(options.servers);
  const subscriptions = new Set<Standing>();
  const listeners = new Set<(is_connected: boolean) => void>();
  let connection: NatsConnection | null = null;
  let largest_payload = 0;
  let closing: Promise<void> | null = null;

  const connections = stayConnected(options, log, {
    onConnected(opened) {
      connection = opened;
      largest_payload = opened.info?.max_payload ?? largest_payload;
      for (const standing of subscriptions) begin(standing, opened);
      tell(true);
    },
    onLost: lose,
    drain,
  });

  function lose(): void {
    if (connection === null) return;
    connection = null;
    tell(false);
  }

  /**
   * The server may be about to give us a message that nobody else of the queue group gets: it is taken, and can be answered,
   * until the server has heard of every subscription that it ended.
   */
  async function drain(): Promise<void> {
    const drained = [...subscriptions].map(({ subscription }) => subscription?.drain());
    subscriptions.clear();
    await Promise.allSettled(drained);
    lose();
  }

  function tell(is_connected: boolean): void {
    for (const listener of [...listeners]) {
      try {
        listener(is_connected);
      } catch (error) {
        log.error({ err: error, is_connected }, 'news of the connection could not be handled');
      }
    }
  }

  function begin(standing: Standing, on: NatsConnection): void {
    const { subject, take, queue } = standing;
    standing.subscription = on.subscribe(subject, {
      ...(queue === undefined ? {} : { queue }),
      callback: (error, message) => {
        // A subscription that is not permitted; the log of the connection's status says so.
        if (error !== null) return;
        try {
          take(messageOf(message));
        } catch (cause) {
          log.error({ err: cause, subject }, 'a message could not be handled');
        }
      },
    });
  }

  return {
    isConnected: () => connection !== null,
    maxPayload: () => connection?.info?.max_payload ?? largest_payload,
    onConnection(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    publish(subject, payload, publish_options) {
      const most = connection?.info?.max_payload;
      if (connection === null || most === undefined) return false;
      const headers_bytes = publish_options?.headers === undefined ? 0 : headerBytes(publish_options.headers);
      const bytes = payload.length + headers_bytes;
      if (bytes > most)
        throw new RangeError(`${bytes} bytes are more than the ${most} that the NATS server takes`);
      if (publish_options === undefined) connection.publish(subject, payload);
      else connection.publish(subject, payload, natsOptions(publish_options));
      return true;
    },
    subscribe(subject, take, queue) {
      requireSubject(subject);
      const standing: Standing = { subject, take, queue, subscription: null };
      subscriptions.add(standing);
      if (connection !== null) begin(standing, connection);
      return () => {
        subscriptions.delete(standing);
        standing.subscription?.unsubscribe();
      };
    },
    close() {
      closing ??= connections.close();
      return closing;
    },
  };
}

interface Standing {
  readonly subject: string;
  readonly take: (message: BrokerMessage) => void;
  readonly queue: string | undefined;
  subscription: Subscription | null;
}

/** What was given is not repeated: there may be a password in it. */
function requireServers(servers: readonly string[]): void {
  if (servers.length > 0 && servers.every((server) => plainServerUrl(server) !== null)) return;
  throw new RangeError(
    'a NATS server is named by nats://HOST:PORT or tls://HOST:PORT, without a user or password',
  );
}

/** Whitespace would end the subject early on the wire. Checked here, since the subscription may be made much later. */
function requireSubject(subject: string): void {
  if (subject === '' || /\s/.test(subject)) throw new RangeError('a subject is empty, or has a space in it');
}

/** `NATS/1.0` and the empty line at the end; colon, space and line end of each field. */
const HEADERS_FRAME_BYTES = 12;
const HEADER_FRAME_BYTES = 4;

function headerBytes(fields: NonNullable<PublishOptions['headers']>): number {
  return Object.entries(fields).reduce(
    (bytes, [name, value]) => bytes + Buffer.byteLength(name) + Buffer.byteLength(value) + HEADER_FRAME_BYTES,
    HEADERS_FRAME_BYTES,
  );
}

function messageOf(message: Msg): BrokerMessage {
  const { subject, data, reply } = message;
  return {
    subject,
    payload: data,
    reply: reply === undefined || reply === '' ? null : reply,
    is_unheard: data.length === 0 && isUnheard(message),
    header(name) {
      const { headers: sent } = message;
      return sent?.has(name, Match.IgnoreCase) === true ? sent.get(name, Match.IgnoreCase) : null;
    },
  };
}

/** The server's own headers can always be read; those of clients may be anything. */
function isUnheard(message: Msg): boolean {
  try {
    return message.headers?.code === NO_RESPONDERS;
  } catch {
    return false;
  }
}

function natsOptions({ reply, headers: fields }: PublishOptions) {
  const message_headers = fields === undefined ? undefined : headers();
  for (const [name, value] of Object.entries(fields ?? {})) message_headers?.set(name, value);
  return {
    ...(reply === undefined ? {} : { reply }),
    ...(message_headers === undefined ? {} : { headers: message_headers }),
  };
}
