import Type from 'typebox';
import { BookingBody, BookingsBody } from '../../protocol/answers.ts';
import { oneOf } from '../../protocol/fields.ts';
import { HttpChangeBody, HttpPayBody, ReserveBody } from '../../protocol/requests.ts';
import { sendAnswer } from '../http/answers.ts';
import type { App } from '../http/app.ts';
import { callerOf } from '../http/caller.ts';
import { PROBLEMS } from '../http/documented.ts';
import {
  BookingPath,
  KeyHeader,
  LongPollQuery,
  NoQuery,
  SessionAndKeyHeaders,
  SessionHeader,
  ShowPath,
} from '../http/parameters.ts';
import { askBooking, askPayment } from '../live/asking.ts';
import type { Services } from '../services.ts';

/** What ends a booking that has to be the one or the other; `end` takes whichever it is. */
const ENDING_VERBS = { reserved: 'release', booked: 'cancel' } as const;

const EndQuery = Type.Object(
  { only: Type.Optional(oneOf(['reserved', 'booked'])) },
  { additionalProperties: false },
);

/** Reserve, look, exchange, pay, give back. */
export function bookingRoutes(
  app: App,
  services: Pick<Services, 'routing' | 'pollBooking' | 'payment_wait_ms'>,
): void {
  const { routing } = services;
  app.route({
    method: 'POST',
    url: '/v1/shows/:show_id/bookings',
    config: { admission: 'reserve' },
    schema: {
      operationId: 'reserve',
      summary: 'Reserve seats: named ones, or the best ones together',
      tags: ['bookings'],
      params: ShowPath,
      querystring: NoQuery,
      headers: KeyHeader,
      body: ReserveBody,
      response: { 201: BookingBody, ...PROBLEMS },
    },
    handler: async ({ params, body, headers }, reply) => {
      const idempotency_key = headers['idempotency-key'] ?? null;
      const answer = await routing.ask({ verb: 'reserve', show_id: params.show_id, body, idempotency_key });
      return sendAnswer(reply, answer);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/shows/:show_id/bookings/:booking_id',
    schema: {
      operationId: 'booking',
      summary: 'How a booking stands; with `wait_s` and `after`, as soon as it changes',
      tags: ['bookings'],
      params: BookingPath,
      querystring: LongPollQuery,
      headers: SessionHeader,
      response: { 200: BookingBody, ...PROBLEMS },
    },
    handler: async ({ params, query: { wait_s, after }, headers }, reply) => {
      const session_id = headers['x-session-id'];
      const answer = await askBooking(services, { session_id, wait_s, after, ...params }, callerOf(reply));
      return sendAnswer(reply, answer);
    },
  });

  app.route({
    method: 'PUT',
    url: '/v1/shows/:show_id/bookings/:booking_id/seats',
    config: { admission: 'reserve' },
    schema: {
      operationId: 'change',
      summary: "Exchange a reservation's seats, all or nothing; its deadline stays",
      tags: ['bookings'],
      params: BookingPath,
      querystring: NoQuery,
      headers: KeyHeader,
      body: HttpChangeBody,
      response: { 200: BookingBody, ...PROBLEMS },
    },
    handler: async ({ params: { show_id, booking_id }, body, headers }, reply) => {
      const idempotency_key = headers['idempotency-key'] ?? null;
      const answer = await routing.ask({
        verb: 'change',
        show_id,
        body: { booking_id, ...body },
        idempotency_key,
      });
      return sendAnswer(reply, answer);
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/shows/:show_id/bookings/:booking_id/payment',
    schema: {
      operationId: 'pay',
      summary: 'Pay: 200 booked, 202 still in flight, 402 declined, 410 too late',
      tags: ['bookings'],
      params: BookingPath,
      querystring: NoQuery,
      headers: KeyHeader,
      body: HttpPayBody,
      response: { 200: BookingBody, 202: BookingBody, ...PROBLEMS },
    },
    handler: async ({ params: { show_id, booking_id }, body, headers }, reply) => {
      const idempotency_key = headers['idempotency-key'] ?? null;
      const request = { verb: 'pay', show_id, body: { booking_id, ...body }, idempotency_key } as const;
      return sendAnswer(reply, await askPayment(services, request, callerOf(reply)));
    },
  });

  app.route({
    method: 'DELETE',
    url: '/v1/shows/:show_id/bookings/:booking_id',
    schema: {
      operationId: 'end',
      summary: 'Give back a reservation, or cancel and refund what is booked',
      description:
        'With `only=reserved` what has been booked meanwhile is refused and stays booked, with `only=booked` what is only reserved.',
      tags: ['bookings'],
      params: BookingPath,
      querystring: EndQuery,
      headers: SessionAndKeyHeaders,
      response: { 200: BookingBody, ...PROBLEMS },
    },
    handler: async ({ params: { show_id, booking_id }, query, headers }, reply) => {
      const verb = query.only === undefined ? 'end' : ENDING_VERBS[query.only];
      const body = { session_id: headers['x-session-id'], booking_id };
      const idempotency_key = headers['idempotency-key'] ?? null;
      return sendAnswer(reply, await routing.ask({ verb, show_id, body, idempotency_key }));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/bookings',
    schema: {
      operationId: 'bookings',
      summary: "The session's bookings over all shows, newest first",
      tags: ['bookings'],
      querystring: NoQuery,
      headers: SessionHeader,
      response: { 200: BookingsBody, ...PROBLEMS },
    },
    handler: async ({ headers }, reply) =>
      sendAnswer(reply, await routing.sessionBookings(headers['x-session-id'])),
  });
}
