import type { BrokerLog, Credentials, TlsFiles } from '../../nats/broker.ts';
import { openBroker } from '../../nats/open-broker.ts';
import { type CallDefaults, createCalls } from '../calls.ts';
import type { Client } from '../client.ts';
import { createClient } from '../create-client.ts';
import { checkHeader } from '../secrets.ts';
import { createNatsTransport } from './transport.ts';

/** Where the NATS server is, who we are there, and how patient the client is unless a call says otherwise. */
export interface NatsClientOptions extends CallDefaults {
  /** `nats://host:port` or `tls://host:port`; further ones are tried where one is away. */
  readonly servers: string | readonly string[];
  /** None unless given. */
  readonly credentials?: Credentials;
  /** Paths of PEM files: who signs the server's certificate, unless the system knows; our own, where it wants to see one. */
  readonly tls?: Partial<TlsFiles>;
  /** How the connection is called in the server's own lists. */
  readonly name?: string;
  /** Has a quota of its own. */
  readonly api_key?: string;
  /** Where the connection says how it stands; a pino logger will do. Silent unless given. */
  readonly log?: BrokerLog;
}

const SILENT: BrokerLog = { info() {}, warn() {}, error() {} };

/**
 * Opens a client over NATS: `openNatsClient({ servers: 'nats://127.0.0.1:4222' })`. It connects in the background, again
 * whenever the connection is lost, and keeps the process alive until it is closed. All of its requests share one inbox,
 * which costs a fraction of what single ones would. Throws a `RangeError` where the API key cannot be one.
 */
export function openNatsClient(options: NatsClientOptions): Client {
  const { servers, credentials = { type: 'none' }, name = 'boxoffice-client', tls, api_key = null } = options;
  if (api_key !== null) checkHeader('api_key', api_key);
  const broker = openBroker(
    {
      servers: typeof servers === 'string' ? [servers] : servers,
      name,
      credentials,
      tls: tls === undefined ? null : { ca: null, cert: null, key: null, ...tls },
    },
    options.log ?? SILENT,
  );
  return createClient(createNatsTransport(broker, api_key), createCalls(options));
}
