import { randomUUID } from 'node:crypto';

/** A session that talks HTTP to a service, as a browser would. */
export interface Client {
  readonly session_id: string;
  reserve(wanted: { seats: string[] } | { count: number }): Promise<Answer>;
  pay(booking_id: string, payment_token?: string): Promise<Answer>;
  end(booking_id: string): Promise<Answer>;
  join(count: number): Promise<Answer>;
  leave(waiting_id: string): Promise<Answer>;
  booking(booking_id: string): Promise<Answer>;
  /** Answers when the place is newer than `after`, or after `wait_s`. */
  waiting(waiting_id: string, wait_s: number, after: number): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** When it had arrived, by `performance.now()`. */
  readonly at: number;
}

export function openClient(url: string, show_id: string, session_id: string = randomUUID()): Client {
  const show = `${url}/v1/shows/${show_id}`;
  const send = async (method: string, path: string, body: object | null = null): Promise<Answer> => {
    const answer = await fetch(`${show}${path}`, {
      method,
      headers: {
        'x-session-id': session_id,
        ...(body === null ? {} : { 'content-type': 'application/json' }),
      },
      body: body === null ? null : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text), at: performance.now() };
  };
  return {
    session_id,
    reserve: (wanted) => send('POST', '/bookings', { session_id, ...wanted }),
    pay: (booking_id, payment_token = 'tok_ok') =>
      send('POST', `/bookings/${booking_id}/payment`, { session_id, payment_token }),
    end: (booking_id) => send('DELETE', `/bookings/${booking_id}`),
    join: (count) => send('POST', '/waiting', { session_id, count }),
    leave: (waiting_id) => send('DELETE', `/waiting/${waiting_id}`),
    booking: (booking_id) => send('GET', `/bookings/${booking_id}`),
    waiting: (waiting_id, wait_s, after) =>
      send('GET', `/waiting/${waiting_id}?wait_s=${wait_s}&after=${after}`),
  };
}
