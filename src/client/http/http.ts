import { linkSignals } from '../abort.ts';
import {
  BoxofficeError,
  ClosedError,
  ConnectionError,
  TimeoutError,
  UnexpectedAnswerError,
} from '../errors.ts';
import type { Attempt } from '../transport.ts';

/** Sends single requests, and says how they failed in the errors of this library. */
export interface Http {
  /** Resolves with the body of the answer, which the caller knows the shape of. */
  send<Body>(request: HttpRequest, attempt: Attempt): Promise<Body>;
  /** Gives `take` what comes, as text, until it ends; with nothing for `silence_ms` it is a `TimeoutError`. */
  stream(path: string, attempt: Attempt, silence_ms: number, take: (text: string) => void): Promise<void>;
  /** Whatever is under way is rejected with a `ClosedError`. */
  close(): void;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

export interface HttpAddress {
  /** Of the box office or of a proxy before it; it may have a path. */
  readonly url: string;
  /** Has a quota of its own; callers without one share that of their address. */
  readonly api_key?: string;
  /** The platform's own unless given. */
  readonly fetch?: typeof globalThis.fetch;
}

/** What proxies and load balancers say whose box office is away. */
const AWAY = [502, 503, 504];

const OWN_ERRORS = [BoxofficeError, ConnectionError, UnexpectedAnswerError];

export function createHttp({ url, api_key, fetch = globalThis.fetch }: HttpAddress): Http {
  const base = new URL(url).href.replace(/\/$/, '');
  const own_headers = api_key === undefined ? {} : { 'x-api-key': api_key };
  const closing = new AbortController();

  /** Gives `use` the answer, and how to allow it more time. */
  async function exchange<Result>(
    { method, path, headers, body }: HttpRequest,
    { timeout_ms, signal }: Attempt,
    use: (response: Response, allow: (more_ms: number) => void) => Promise<Result>,
  ): Promise<Result> {
    const link = linkSignals(signal, closing.signal);
    let timer: ReturnType<typeof setTimeout> | undefined;
    function allow(more_ms: number): void {
      clearTimeout(timer);
      timer = setTimeout(() => {
        link.abort(new TimeoutError(`nothing came within ${Math.round(more_ms)} ms`));
      }, more_ms);
    }
    try {
      allow(timeout_ms);
      const response = await fetch(`${base}${path}`, {
        method,
        headers: {
          ...own_headers,
          ...headers,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
        signal: link.signal,
      });
      return await use(response, allow);
    } catch (cause) {
      if (link.signal.aborted) throw link.signal.reason;
      if (OWN_ERRORS.some((type) => cause instanceof type)) throw cause;
      throw new ConnectionError('the box office cannot be reached, or the connection was lost', { cause });
    } finally {
      clearTimeout(timer);
      link.unlink();
    }
  }

  return {
    send: (request, attempt) =>
      exchange(request, attempt, async (response) => {
        const text = await response.text();
        if (!response.ok) throw failureOf(response, text);
        if (isOf(response, 'application/json')) return JSON.parse(text);
        throw new UnexpectedAnswerError(`the answer from ${base} is not the box office's: is the url right?`);
      }),
    stream: (path, attempt, silence_ms, take) =>
      exchange({ method: 'GET', path }, attempt, async (response, allow) => {
        if (!response.ok) throw failureOf(response, await response.text());
        if (response.body === null) return;
        const decoder = new TextDecoder();
        const reader = response.body.getReader();
        for (;;) {
          allow(silence_ms);
          const { done, value } = await reader.read();
          if (done) return;
          take(decoder.decode(value, { stream: true }));
        }
      }),
    close: () => closing.abort(new ClosedError()),
  };
}

function failureOf(response: Response, text: string): Error {
  if (isOf(response, 'application/problem+json')) return new BoxofficeError(JSON.parse(text));
  const said = `${response.status} from somebody who is not the box office`;
  return AWAY.includes(response.status)
    ? new ConnectionError(said)
    : new UnexpectedAnswerError(`${said}: is the url right?`);
}

function isOf(response: Response, type: string): boolean {
  return response.headers.get('content-type')?.startsWith(type) === true;
}
