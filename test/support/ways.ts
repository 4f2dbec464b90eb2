import { connect, headers, type NatsConnection, RequestError } from '@nats-io/transport-node';
import { BoxofficeError, type Client, type Session } from '../../src/client/index.ts';
import { textAt, valueAt } from './small-catalogue.ts';

/** A way of asking the box office. The words are HTTP's, whatever they are carried by. */
export interface Way {
  readonly name: string;
  ask(request: WayRequest): Promise<WayAnswer>;
  close(): Promise<void>;
}

export interface WayRequest {
  readonly method: string;
  /** Below the service's root, e.g. `/v1/shows/…/bookings`. */
  readonly path: string;
  readonly session_id: string;
  /** Without the session; null where the request has none. */
  readonly body: object | null;
  readonly idempotency_key: string | null;
}

export interface WayAnswer {
  readonly status: number;
  readonly body: unknown;
}

export function overHttp(url: string): Way {
  return {
    name: 'HTTP',
    async ask({ method, path, session_id, body, idempotency_key }) {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: {
          'x-session-id': session_id,
          ...(idempotency_key === null ? {} : { 'idempotency-key': idempotency_key }),
          ...(body === null ? {} : { 'content-type': 'application/json' }),
        },
        body: body === null ? null : JSON.stringify({ session_id, ...body }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
    },
    close: async () => undefined,
  };
}

/** Plain requests of the NATS library, as somebody without ours would send them. */
export async function overRawNats(url: string): Promise<Way> {
  const connection = await connect({ servers: url, reconnectTimeWait: 100, maxReconnectAttempts: -1 });
  return {
    name: 'raw NATS',
    async ask(request) {
      const { show_id, verb, body } = natsRequest(request);
      const answer = await send(connection, show_id, verb, body, request);
      // HTTP's DELETE gives back what is reserved and cancels what is booked; here there is a verb for each.
      const is_booked = verb === 'release' && codeOf(answer.body) === 'not_reserved';
      return is_booked ? send(connection, show_id, 'cancel', body, request) : answer;
    },
    close: () => connection.close(),
  };
}

/** The client library, whichever way it talks itself. */
export function overClient(name: string, client: Client): Way {
  return {
    name,
    async ask(request) {
      const { show_id, verb, body } = natsRequest(request);
      try {
        const answer = await callClient(client, client.session(request.session_id), show_id, verb, body);
        return { status: CREATING.has(verb) ? 201 : 200, body: answer };
      } catch (error) {
        if (error instanceof BoxofficeError) return { status: error.status, body: error.problem };
        throw error;
      }
    },
    close: () => client.close(),
  };
}

async function callClient(client: Client, session: Session, show_id: string, verb: string, body: object) {
  const booking = () => ({ show_id, booking_id: textAt(body, 'booking_id') });
  const waiting = () => ({ show_id, waiting_id: textAt(body, 'waiting_id') });
  switch (verb) {
    case 'seats':
      return client.seats(show_id);
    case 'reserve': {
      const count = valueAt(body, 'count');
      const wanted = typeof count === 'number' ? { count } : { seats: namesAt(body) };
      return { booking: await session.reserve(show_id, wanted) };
    }
    case 'booking':
      return { booking: await session.booking(booking()) };
    case 'change':
      return { booking: await session.change(booking(), namesAt(body)) };
    case 'pay':
      return { booking: await session.pay(booking(), textAt(body, 'payment_token')) };
    case 'release':
      try {
        return { booking: await session.release(booking()) };
      } catch (error) {
        if (error instanceof BoxofficeError && error.code === 'not_reserved')
          return { booking: await session.cancel(booking()) };
        throw error;
      }
    case 'wait':
      return { waiting: await session.wait(show_id, { count: Number(valueAt(body, 'count')) }) };
    case 'waiting':
      return { waiting: await session.waiting(waiting()) };
    case 'leave':
      return { waiting: await session.leave(waiting()) };
    default:
      throw new RangeError(`the client has no call for ${verb}`);
  }
}

function namesAt(body: object): string[] {
  const seats = valueAt(body, 'seats');
  if (!Array.isArray(seats)) throw new RangeError('no seats are named');
  return seats.map(String);
}

const ANSWER_WITHIN_MS = 5_000;
const UNAVAILABLE = { status: 503, body: { code: 'unavailable' } };

async function send(
  connection: NatsConnection,
  show_id: string,
  verb: string,
  body: object,
  { session_id, idempotency_key }: WayRequest,
): Promise<WayAnswer> {
  const message_headers = headers();
  if (idempotency_key !== null) message_headers.set('Idempotency-Key', idempotency_key);
  const payload = JSON.stringify(verb === 'seats' ? {} : { session_id, ...body });
  try {
    const answer = await connection.request(`boxoffice.show.${show_id}.${verb}`, payload, {
      timeout: ANSWER_WITHIN_MS,
      headers: message_headers,
    });
    const code = answer.headers?.get('Nats-Service-Error-Code') ?? '';
    const status = code === '' ? (CREATING.has(verb) ? 201 : 200) : Number(code);
    return { status, body: answer.data.length === 0 ? null : answer.json() };
  } catch (error) {
    if (error instanceof RequestError && error.isNoResponders()) return UNAVAILABLE;
    throw error;
  }
}

const CREATING = new Set(['reserve', 'wait']);

const SHOW_PATH = /^\/v1\/shows\/([^/]+)\/(bookings|waiting|seats)(?:\/([^/?]+))?(?:\/(payment|seats))?$/;

/** What the HTTP request is called over NATS. */
function natsRequest({ method, path, body }: WayRequest): { show_id: string; verb: string; body: object } {
  const [, show_id, kind, id, part] = SHOW_PATH.exec(path) ?? [];
  const verb = VERBS[`${method} ${[kind, id === undefined ? '' : 'ID', part].filter(Boolean).join('/')}`];
  if (show_id === undefined || verb === undefined) throw new Error(`no verb for ${method} ${path}`);
  const named = kind === 'waiting' ? { waiting_id: id } : { booking_id: id };
  return { show_id, verb, body: { ...(id === undefined ? {} : named), ...body } };
}

const VERBS: Readonly<Record<string, string>> = {
  'GET seats': 'seats',
  'POST bookings': 'reserve',
  'GET bookings/ID': 'booking',
  'PUT bookings/ID/seats': 'change',
  'POST bookings/ID/payment': 'pay',
  'DELETE bookings/ID': 'release',
  'POST waiting': 'wait',
  'GET waiting/ID': 'waiting',
  'DELETE waiting/ID': 'leave',
};

function codeOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'code' in body ? body.code : null;
}
