import {
  type Authenticator,
  type ConnectionOptions,
  connect,
  credsAuthenticator,
  headers,
  type Msg,
  type NatsConnection,
  nkeyAuthenticator,
  type Subscription,
  tokenAuthenticator,
  usernamePasswordAuthenticator,
} from '@nats-io/transport-node';
import type {
  Broker,
  BrokerLog,
  BrokerMessage,
  BrokerOptions,
  Credentials,
  PublishOptions,
} from './broker.ts';

const RECONNECT_PAUSE_MS = 500;
/** A server that answers no ping for this long, twice, is taken for gone. */
const PING_EVERY_MS = 5_000;
const NO_RESPONDERS = 503;

/** Connects in the background, and again whenever the connection is lost, for as long as it takes. */
export function openBroker(options: BrokerOptions, log: BrokerLog): Broker {
  const subscriptions = new Set<Standing>();
  const listeners = new Set<(is_connected: boolean) => void>();
  let connection: NatsConnection | null = null;
  let is_connected = false;
  let is_closed = false;

  const opened = open();

  async function open(): Promise<void> {
    log.info({ servers: options.servers }, 'connecting to the NATS server');
    const opening = await connect(connectionOptions(options));
    connection = opening;
    if (is_closed) return;
    for (const standing of subscriptions) begin(standing, opening);
    void followStatus(opening);
    log.info({ server: opening.getServer() }, 'connected to the NATS server');
    tell(true);
  }

  async function followStatus(opened_connection: NatsConnection): Promise<void> {
    for await (const status of opened_connection.status()) {
      if (status.type === 'disconnect') {
        if (!is_closed) log.warn({ server: status.server }, 'the NATS server is away; connecting again');
        tell(false);
      } else if (status.type === 'reconnect') {
        log.info({ server: status.server }, 'connected to the NATS server again');
        tell(true);
      } else if (status.type === 'error') {
        log.error({ err: status.error }, 'the NATS server refuses something');
      }
    }
  }

  function tell(now_connected: boolean): void {
    is_connected = now_connected;
    for (const listener of listeners) listener(now_connected);
  }

  function begin(standing: Standing, on: NatsConnection): void {
    const { subject, take, queue } = standing;
    standing.subscription = on.subscribe(subject, {
      ...(queue === undefined ? {} : { queue }),
      callback: (error, message) => {
        if (error !== null) {
          log.error({ err: error, subject }, 'a subscription failed');
          return;
        }
        try {
          take(messageOf(message));
        } catch (cause) {
          log.error({ err: cause, subject }, 'a message could not be handled');
        }
      },
    });
  }

  return {
    isConnected: () => is_connected,
    maxPayload: () => connection?.info?.max_payload ?? 0,
    onConnection(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    publish(subject, payload, publish_options) {
      if (connection === null || !is_connected) return false;
      const largest = connection.info?.max_payload ?? 0;
      if (payload.length > largest) {
        throw new RangeError(
          `${payload.length} bytes are more than the ${largest} that the NATS server takes`,
        );
      }
      if (publish_options === undefined) connection.publish(subject, payload);
      else connection.publish(subject, payload, natsOptions(publish_options));
      return true;
    },
    subscribe(subject, take, queue) {
      const standing: Standing = { subject, take, queue, subscription: null };
      subscriptions.add(standing);
      if (connection !== null) begin(standing, connection);
      return () => {
        subscriptions.delete(standing);
        standing.subscription?.unsubscribe();
      };
    },
    async close() {
      if (is_closed) return;
      is_closed = true;
      if (connection === null) void opened.then(() => connection?.close());
      else if (is_connected) await connection.drain();
      else await connection.close();
      is_connected = false;
    },
  };
}

interface Standing {
  readonly subject: string;
  readonly take: (message: BrokerMessage) => void;
  readonly queue: string | undefined;
  subscription: Subscription | null;
}

function messageOf(message: Msg): BrokerMessage {
  const { subject, data, reply } = message;
  return {
    subject,
    payload: data,
    reply: reply === undefined || reply === '' ? null : reply,
    is_unheard: data.length === 0 && message.headers?.code === NO_RESPONDERS,
    header: (name) => message.headers?.get(name) || null,
  };
}

function natsOptions({ reply, headers: fields }: PublishOptions) {
  const message_headers = fields === undefined ? undefined : headers();
  for (const [name, value] of Object.entries(fields ?? {})) message_headers?.set(name, value);
  return {
    ...(reply === undefined ? {} : { reply }),
    ...(message_headers === undefined ? {} : { headers: message_headers }),
  };
}

function connectionOptions({ servers, name, credentials, tls }: BrokerOptions): ConnectionOptions {
  const authenticator = authenticatorOf(credentials);
  return {
    servers: [...servers],
    name,
    waitOnFirstConnect: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: RECONNECT_PAUSE_MS,
    pingInterval: PING_EVERY_MS,
    ignoreAuthErrorAbort: true,
    noAsyncTraces: true,
    ...(authenticator === null ? {} : { authenticator }),
    ...(tls === null ? {} : { tls: tlsOptions(tls) }),
  };
}

function tlsOptions({ ca, cert, key }: NonNullable<BrokerOptions['tls']>) {
  return {
    ...(ca === null ? {} : { caFile: ca }),
    ...(cert === null ? {} : { certFile: cert }),
    ...(key === null ? {} : { keyFile: key }),
  };
}

function authenticatorOf(credentials: Credentials): Authenticator | null {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  switch (credentials.type) {
    case 'none':
      return null;
    case 'password':
      return usernamePasswordAuthenticator(credentials.user, credentials.password);
    case 'token':
      return tokenAuthenticator(credentials.token);
    case 'nkey':
      return nkeyAuthenticator(bytes(credentials.seed));
    case 'creds':
      return credsAuthenticator(() => bytes(credentials.readText()));
  }
}
