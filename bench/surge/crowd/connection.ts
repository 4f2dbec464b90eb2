import { connect } from 'node:net';

/** One connection that is kept alive, with one request on it at a time. */
export interface Connection {
  /** Sends the text of a whole request. `hear` is called once: with the answer, or with `null` where none comes. */
  send(request: string, patience_ms: number, hear: Hear): void;
  /** Ends it if its request has been waiting too long by now. */
  breakOffIfLate(now: number): void;
  close(): void;
}

/** Valid only until `hear` returns: the body lies in a buffer that all connections share. */
export interface Answer {
  readonly status: number;
  /** Null where the answer does not say. */
  readonly retry_after_s: number | null;
  readonly body: Buffer;
}

export type Hear = (answer: Answer | null) => void;

interface Route {
  readonly host: string;
  readonly port: number;
  readonly local_address: string;
}

interface Listener {
  /** The connection can take the next request. */
  free(): void;
  closed(): void;
}

/** What is read is looked at before the next connection is read, so one buffer does for all of them. */
const SHARED = Buffer.allocUnsafe(256 * 1_024);

const HEAD_END = '\r\n\r\n';
const STATUS_AT = 'HTTP/1.1 '.length;
const LENGTH = /\r\ncontent-length: (\d+)/i;
const RETRY_AFTER = /\r\nretry-after: (\d+)/i;
const CLOSING = /\r\nconnection: close/i;
const NO_BODY: ReadonlySet<number> = new Set([204, 304]);

/**
 * Reads no more of an answer than it has to: a client library's own work would be most of what two cores can do, and
 * 100,000 users are served by the core that is left.
 */
export function openConnection({ host, port, local_address }: Route, listener: Listener): Connection {
  let hearing: Hear | null = null;
  let late_at = Number.POSITIVE_INFINITY;
  let received: Buffer | null = null;

  const socket = connect({
    host,
    port,
    localAddress: local_address,
    noDelay: true,
    onread: {
      buffer: SHARED,
      callback(bytes, buffer) {
        take(Buffer.from(buffer.buffer, buffer.byteOffset, bytes));
        return true;
      },
    },
  });
  // Every error is followed by the close.
  socket.on('error', () => {});
  socket.on('close', () => {
    listener.closed();
    conclude(null);
  });

  function conclude(answer: Answer | null): void {
    const hear = hearing;
    hearing = null;
    hear?.(answer);
  }

  function take(chunk: Buffer): void {
    const bytes = received === null ? chunk : Buffer.concat([received, chunk]);
    const head_end = bytes.indexOf(HEAD_END);
    const head = head_end === -1 ? '' : bytes.toString('latin1', 0, head_end);
    const begin = head_end + HEAD_END.length;
    const end = begin + lengthIn(head);
    if (head_end === -1 || bytes.length < end) received = Buffer.from(bytes);
    else hearWhole(head, bytes.subarray(begin, end));
  }

  function hearWhole(head: string, body: Buffer): void {
    const hear = hearing;
    hearing = null;
    received = null;
    late_at = Number.POSITIVE_INFINITY;
    // Neither a connection that ends nor one that says what nobody asked is used again.
    if (hear === null || CLOSING.test(head)) socket.destroy();
    else listener.free();
    const retry_after = RETRY_AFTER.exec(head)?.[1];
    const retry_after_s = retry_after === undefined ? null : Number(retry_after);
    hear?.({ status: statusIn(head), retry_after_s, body });
  }

  return {
    send(request, patience_ms, hear) {
      hearing = hear;
      late_at = performance.now() + patience_ms;
      socket.write(request, 'latin1');
    },
    breakOffIfLate(now) {
      if (now > late_at) socket.destroy();
    },
    close: () => void socket.destroy(),
  };
}

function statusIn(head: string): number {
  return Number(head.slice(STATUS_AT, STATUS_AT + 3));
}

/** Throws where it cannot be known: no server here sends such answers. */
function lengthIn(head: string): number {
  if (head === '' || NO_BODY.has(statusIn(head))) return 0;
  const length = LENGTH.exec(head)?.[1];
  if (length === undefined) throw new Error(`An answer of unknown length: ${head}`);
  return Number(length);
}
