import { type HttpConnection, openHttpConnection } from '../nats/clients/http-connection.ts';
import type { Task } from './task.ts';

/** A place in the queue, as an answer has it. */
export interface Place {
  readonly waiting_id: string;
  readonly status: string;
  readonly version: number;
  readonly position: number | null;
  readonly booking: { readonly seats: readonly { readonly seat_id: string }[] } | null;
}

/** One browser's requests at the show, over a connection that it keeps. They reject where the answer is no success. */
export interface Till {
  /** Gives the booking's id. */
  reserve(session_id: string, seat_id: string): Promise<string>;
  release(session_id: string, booking_id: string): Promise<void>;
  join(session_id: string): Promise<Place>;
  /** As the page asks: answered when there is news, or after `wait_s`. */
  poll(session_id: string, known: Place): Promise<Place>;
  /** Answered at once. */
  ask(session_id: string, waiting_id: string): Promise<Place>;
  leave(session_id: string, waiting_id: string): Promise<void>;
  cancelShow(): Promise<void>;
  close(): void;
}

/** What the page asks for. */
const LONG_POLL_S = 25;

export async function openTill({ url, show_id, admin_token }: Task): Promise<Till> {
  const { hostname, port, host } = new URL(url);
  const connection: HttpConnection = await openHttpConnection(hostname, Number(port));
  const resource = `shows/${show_id}`;
  const show = `/v1/${resource}`;
  const send = (method: string, path: string, header = ''): Promise<string> =>
    connection.send(`${method} ${path} HTTP/1.1\r\nHost: ${host}\r\n${header}\r\n`);
  const post = (path: string, content: object): Promise<string> => {
    const body = JSON.stringify(content);
    return connection.send(
      `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
  };
  const of = (session_id: string): string => `X-Session-Id: ${session_id}\r\n`;
  const placeIn = (answer: string): Place => JSON.parse(answer).waiting;
  return {
    async reserve(session_id, seat_id) {
      return JSON.parse(await post(`${show}/bookings`, { session_id, seats: [seat_id] })).booking.booking_id;
    },
    async release(session_id, booking_id) {
      await send('DELETE', `${show}/bookings/${booking_id}`, of(session_id));
    },
    async join(session_id) {
      return placeIn(await post(`${show}/waiting`, { session_id, count: 1 }));
    },
    async poll(session_id, { waiting_id, version }) {
      const path = `${show}/waiting/${waiting_id}?wait_s=${LONG_POLL_S}&after=${version}`;
      return placeIn(await send('GET', path, of(session_id)));
    },
    async ask(session_id, waiting_id) {
      return placeIn(await send('GET', `${show}/waiting/${waiting_id}`, of(session_id)));
    },
    async leave(session_id, waiting_id) {
      await send('DELETE', `${show}/waiting/${waiting_id}`, of(session_id));
    },
    async cancelShow() {
      await send(
        'POST',
        `/v1/admin/${resource}/cancel`,
        `Authorization: Bearer ${admin_token}\r\nContent-Length: 0\r\n`,
      );
    },
    close: connection.close,
  };
}
