import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

/** What becomes of one request on its way to the box office. */
export type Fate =
  | { readonly type: 'passed_on' }
  /** The box office does it, and its answer never arrives. */
  | { readonly type: 'answer_lost' }
  /** The box office does it, and nothing arrives, not even that the connection is gone. */
  | { readonly type: 'answer_withheld' }
  /** It does not get there; this answers instead. */
  | {
      readonly type: 'answered';
      readonly status: number;
      readonly content_type: string;
      readonly body: string;
    };

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  /** By `performance.now()`. */
  readonly at: number;
}

/** Stands between a client and the box office, and fails on purpose. */
export interface UnreliableProxy {
  readonly url: string;
  /** Every request that came, in order. */
  readonly seen: Seen[];
  /** The next requests meet these fates, all later ones are passed on. */
  prepare(...fates: readonly Fate[]): void;
  /** From now on the box office is there. */
  passOnTo(url: string): void;
  /** Breaks all connections. */
  hangUp(): void;
  /** Calls back when a request has come, before it meets its fate. */
  onRequest(callback: (seen: Seen) => void): void;
  close(): Promise<void>;
}

const PASSED_ON: Fate = { type: 'passed_on' };
export const ANSWER_LOST: Fate = { type: 'answer_lost' };
export const ANSWER_WITHHELD: Fate = { type: 'answer_withheld' };

export function problemOf(status: number, code: string, retry_after_s?: number): Fate {
  const body = JSON.stringify({
    code,
    status,
    title: code,
    detail: '',
    type: `/problems/${code}`,
    retry_after_s,
  });
  return { type: 'answered', status, content_type: 'application/problem+json', body };
}

export async function openUnreliableProxy(first_url: string): Promise<UnreliableProxy> {
  let box_office_url = first_url;
  const seen: Seen[] = [];
  let fates: Fate[] = [];
  let callback = (_seen: Seen): void => {};

  async function handle(asked: IncomingMessage, response: ServerResponse): Promise<void> {
    const noted = {
      method: asked.method ?? '',
      path: asked.url ?? '',
      key: asked.headers['idempotency-key']?.toString() ?? null,
      at: performance.now(),
    };
    seen.push(noted);
    callback(noted);
    const fate = fates.shift() ?? PASSED_ON;
    if (fate.type === 'answered') {
      asked.resume();
      response.writeHead(fate.status, { 'content-type': fate.content_type }).end(fate.body);
      return;
    }
    const onward = request(`${box_office_url}${asked.url}`, { method: asked.method, headers: asked.headers });
    response.once('close', () => onward.destroy());
    asked.pipe(onward);
    const [answer]: IncomingMessage[] = await once(onward, 'response');
    if (answer === undefined) throw new Error('no answer');
    if (fate.type === 'answer_withheld') return;
    if (fate.type === 'answer_lost') {
      // All of it has come, so what was asked is done.
      await answer.resume().toArray();
      response.destroy();
      return;
    }
    response.writeHead(answer.statusCode ?? 0, answer.headers);
    await pipeline(answer, response);
  }

  const server = createServer((asked, response) => {
    handle(asked, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    prepare: (...next) => {
      fates = [...next];
    },
    passOnTo: (url) => {
      box_office_url = url;
    },
    onRequest: (next) => {
      callback = next;
    },
    hangUp: () => server.closeAllConnections(),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
