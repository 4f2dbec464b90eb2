import type { ShowRequest } from '../../protocol/requests.ts';
import type { Poll } from '../transport.ts';
import type { HttpRequest } from './http.ts';

/** The same request as its HTTP route has it. */
export function routeOf(request: ShowRequest, { wait_s, after }: Poll): HttpRequest {
  const { verb, idempotency_key } = request;
  const show = `/v1/shows/${encodeURIComponent(request.show_id)}`;
  const key = idempotency_key === null ? {} : { 'idempotency-key': idempotency_key };
  switch (verb) {
    case 'seats':
      return { method: 'GET', path: `${show}/seats` };
    case 'reserve':
      return { method: 'POST', path: `${show}/bookings`, body: request.body, headers: key };
    case 'booking': {
      const { session_id, booking_id } = request.body;
      const path = `${bookingPath(show, booking_id)}${queryOf({ wait_s, after })}`;
      return { method: 'GET', path, headers: { 'x-session-id': session_id } };
    }
    case 'change': {
      const { booking_id, ...body } = request.body;
      return { method: 'PUT', path: `${bookingPath(show, booking_id)}/seats`, body, headers: key };
    }
    case 'pay': {
      const { booking_id, ...body } = request.body;
      return { method: 'POST', path: `${bookingPath(show, booking_id)}/payment`, body, headers: key };
    }
    case 'release':
    case 'cancel': {
      const { session_id, booking_id } = request.body;
      const only = verb === 'release' ? 'reserved' : 'booked';
      const path = `${bookingPath(show, booking_id)}${queryOf({ only })}`;
      return { method: 'DELETE', path, headers: { ...key, 'x-session-id': session_id } };
    }
    case 'wait':
      return { method: 'POST', path: `${show}/waiting`, body: request.body, headers: key };
    case 'waiting': {
      const { session_id, waiting_id } = request.body;
      const path = `${waitingPath(show, waiting_id)}${queryOf({ wait_s, after })}`;
      return { method: 'GET', path, headers: { 'x-session-id': session_id } };
    }
    case 'leave': {
      const { session_id, waiting_id } = request.body;
      const headers = { ...key, 'x-session-id': session_id };
      return { method: 'DELETE', path: waitingPath(show, waiting_id), headers };
    }
    default:
      throw new TypeError(`no session asks for ${verb}`);
  }
}

/** The parameters that are given as a query, with its question mark; nothing where there is none. */
export function queryOf(parameters: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) query.set(name, String(value));
  }
  return query.size === 0 ? '' : `?${query}`;
}

function bookingPath(show: string, booking_id: string): string {
  return `${show}/bookings/${encodeURIComponent(booking_id)}`;
}

function waitingPath(show: string, waiting_id: string): string {
  return `${show}/waiting/${encodeURIComponent(waiting_id)}`;
}
