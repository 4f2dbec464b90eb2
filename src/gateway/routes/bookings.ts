import { BookingBody, BookingsBody } from '../../protocol/answers.ts';
import { isInFlight, paymentAnswer } from '../../protocol/payment-answer.ts';
import { HttpChangeBody, HttpPayBody, ReserveBody } from '../../protocol/requests.ts';
import { sendAnswer } from '../http/answers.ts';
import type { App } from '../http/app.ts';
import { PROBLEMS } from '../http/documented.ts';
import { goneSignal } from '../http/gone.ts';
import {
  BookingPath,
  KeyHeader,
  LongPollQuery,
  NoQuery,
  SessionAndKeyHeaders,
  SessionHeader,
  ShowPath,
} from '../http/parameters.ts';
import type { Services } from '../services.ts';

/** Reserve, look, exchange, pay, give back. */
export function bookingRoutes(app: App, { routing, pollBooking, payment_wait_ms }: Services): void {
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
    handler: async (
      { params: { show_id, booking_id }, query: { wait_s = 0, after = -1 }, headers },
      reply,
    ) => {
      const session_id = headers['x-session-id'];
      if (wait_s === 0) {
        const body = { session_id, booking_id };
        return sendAnswer(
          reply,
          await routing.ask({ verb: 'booking', show_id, body, idempotency_key: null }),
        );
      }
      const answer = await pollBooking({
        show_id,
        booking_id,
        session_id,
        wait_ms: wait_s * 1_000,
        signal: goneSignal(reply),
        isNews: ({ version }) => version > after,
      });
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
        body: { ...body, booking_id },
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
      const payment: { id: string | null } = { id: null };
      const answer = await pollBooking({
        show_id,
        booking_id,
        session_id: body.session_id,
        wait_ms: payment_wait_ms,
        signal: goneSignal(reply),
        async ask() {
          const started = await routing.ask({
            verb: 'pay',
            show_id,
            body: { ...body, booking_id },
            idempotency_key,
          });
          if (started.type === 'booking') payment.id = started.body.booking.payment?.payment_id ?? null;
          return started;
        },
        isNews: (booking) => payment.id === null || !isInFlight(payment.id, booking),
      });
      if (answer.type !== 'booking' || payment.id === null) return sendAnswer(reply, answer);
      return sendAnswer(reply, paymentAnswer(payment.id, answer.body.booking));
    },
  });

  app.route({
    method: 'DELETE',
    url: '/v1/shows/:show_id/bookings/:booking_id',
    schema: {
      operationId: 'end',
      summary: 'Give back a reservation, or cancel and refund what is booked',
      tags: ['bookings'],
      params: BookingPath,
      querystring: NoQuery,
      headers: SessionAndKeyHeaders,
      response: { 200: BookingBody, ...PROBLEMS },
    },
    handler: async ({ params: { show_id, booking_id }, headers }, reply) => {
      const body = { session_id: headers['x-session-id'], booking_id };
      const idempotency_key = headers['idempotency-key'] ?? null;
      return sendAnswer(reply, await routing.ask({ verb: 'end', show_id, body, idempotency_key }));
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
