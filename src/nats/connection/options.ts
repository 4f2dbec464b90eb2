import {
  type Authenticator,
  type ConnectionOptions,
  credsAuthenticator,
  nkeyAuthenticator,
  tokenAuthenticator,
  usernamePasswordAuthenticator,
} from '@nats-io/transport-node';
import type { BrokerOptions, Credentials, TlsFiles } from '../broker.ts';

/** A server that has answered our knock gets this long to let us in. */
const CONNECT_TIMEOUT_MS = 5_000;
/** A server that answers no ping for this long, twice, is taken for gone. */
const PING_EVERY_MS = 2_000;
const UNANSWERED_PINGS = 2;

/** What the library is to do for one connection to one server. It is not to connect again: see `stayConnected`. */
export function connectionOptions(server: string, options: BrokerOptions): ConnectionOptions {
  const authenticator = authenticatorOf(options.credentials);
  const tls = tlsOptions(server, options.tls);
  return {
    servers: server,
    name: options.name,
    reconnect: false,
    ignoreClusterUpdates: true,
    timeout: CONNECT_TIMEOUT_MS,
    pingInterval: PING_EVERY_MS,
    maxPingOut: UNANSWERED_PINGS,
    noAsyncTraces: true,
    ...(authenticator === null ? {} : { authenticator }),
    ...(tls === null ? {} : { tls }),
  };
}

/** Null: TLS where the server asks for it. Otherwise the library refuses a server that does not. */
function tlsOptions(server: string, files: TlsFiles | null) {
  const { protocol, hostname } = new URL(server);
  if (files === null && protocol !== 'tls:') return null;
  return {
    // Without it Node takes a server that is named by its address for `localhost`.
    host: hostname.replace(/^\[|\]$/g, ''),
    ...(files?.ca == null ? {} : { caFile: files.ca }),
    ...(files?.cert == null ? {} : { certFile: files.cert }),
    ...(files?.key == null ? {} : { keyFile: files.key }),
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
