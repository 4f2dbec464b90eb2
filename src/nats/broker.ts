/** The broker as the rest of boxoffice sees it: made by `openBroker`, and never anything but this. */
export interface Broker {
  isConnected(): boolean;

  /** The largest payload that can be sent, in bytes; 0 before the first connection. */
  maxPayload(): number;

  /** Calls the listener each time the connection is made (true) or lost (false). Returns how to stop that. */
  onConnection(listener: (is_connected: boolean) => void): () => void;

  /**
   * Sends a message, or gives false and sends nothing: without a connection nothing is kept to be sent later, when
   * nobody waits for it any more. Throws a `RangeError` where the payload is larger than the server takes.
   */
  publish(subject: string, payload: Uint8Array, options?: PublishOptions): boolean;

  /**
   * Calls `take` with each message to the subject, in order. It can be made before there is a connection, and outlives
   * every one. What `take` throws is logged. Returns how to end it.
   */
  subscribe(subject: string, take: (message: BrokerMessage) => void, queue?: string): () => void;

  /** Takes what the server has sent by now, sends what was published, and lets go of the connection. */
  close(): Promise<void>;
}

export interface PublishOptions {
  readonly reply?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface BrokerMessage {
  readonly subject: string;
  readonly payload: Uint8Array;
  readonly reply: string | null;
  /** True for the server's own answer to a request that nobody listens for. */
  readonly is_unheard: boolean;
  /** The first header of the name, whatever its case, or null. Throws where what was sent as headers is none. */
  header(name: string): string | null;
}

export interface BrokerOptions {
  /** `nats://host:port` or `tls://host:port`; further ones are tried where one is away. */
  readonly servers: readonly string[];
  /** How this connection is called in the server's own lists. */
  readonly name: string;
  readonly credentials: Credentials;
  /** Null: TLS where the server asks for it, checked against the system's authorities. */
  readonly tls: TlsFiles | null;
}

export type Credentials =
  | { readonly type: 'none' }
  | { readonly type: 'password'; readonly user: string; readonly password: string }
  | { readonly type: 'token'; readonly token: string }
  /** A seed, as `nk` writes it. */
  | { readonly type: 'nkey'; readonly seed: string }
  /** Gives the text of a creds file, a signed user and its seed; asked at each connection, since such files are renewed. */
  | { readonly type: 'creds'; readonly readText: () => string };

/** Paths of PEM files. */
export interface TlsFiles {
  readonly ca: string | null;
  /** Our own certificate and its key, for servers that want to see one. */
  readonly cert: string | null;
  readonly key: string | null;
}

/** Where the broker says how it stands. */
export interface BrokerLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
