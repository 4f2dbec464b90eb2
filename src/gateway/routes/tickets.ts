import type { FastifyReply } from 'fastify';
import Type from 'typebox';
import type { Answer, Booking } from '../../protocol/answers.ts';
import { SeatId } from '../../protocol/fields.ts';
import { type Problem, problem } from '../../protocol/problem.ts';
import { qrCode } from '../../tickets/qr/code.ts';
import { qrPng } from '../../tickets/qr/png.ts';
import { qrSvg } from '../../tickets/qr/svg.ts';
import { issueToken } from '../../tickets/token.ts';
import type { App } from '../http/app.ts';
import { fileAnswer, PROBLEMS } from '../http/documented.ts';
import { BookingPath, NoQuery, SessionHeader } from '../http/parameters.ts';
import { sendProblem } from '../http/problems.ts';
import type { Services } from '../services.ts';
import { TicketsBody } from '../tickets/schemas.ts';
import { printedTickets, ticketsView } from '../tickets/views.ts';

const PRINT_RETRY_S = 3;
const TicketPath = Type.Object({ ...BookingPath.properties, seat_id: SeatId });

interface Asked {
  readonly params: { readonly show_id: string; readonly booking_id: string };
  readonly headers: { readonly 'x-session-id': string };
}

/** What a booked booking lets its session's people in with. */
export function ticketRoutes(app: App, { routing, catalogue, ticket_keys, printer }: Services): void {
  /** The booking, where it has tickets. */
  async function bookedBooking({ params, headers }: Asked): Promise<Booking | Problem> {
    const { show_id, booking_id } = params;
    const body = { session_id: headers['x-session-id'], booking_id };
    const answer = await routing.ask({ verb: 'booking', show_id, body, idempotency_key: null });
    return bookedOf(answer);
  }

  async function tokenOfSeat(asked: Asked, seat_id: string): Promise<string | Problem> {
    const booking = await bookedBooking(asked);
    if ('code' in booking) return booking;
    if (!booking.seats.some((seat) => seat.seat_id === seat_id)) return problem('unknown_ticket');
    return issueToken(ticket_keys, { ...asked.params, seat_id });
  }

  app.route({
    method: 'GET',
    url: '/v1/shows/:show_id/bookings/:booking_id/tickets',
    schema: {
      operationId: 'tickets',
      summary: 'The tickets of a booked booking, one for each seat',
      tags: ['tickets'],
      params: BookingPath,
      querystring: NoQuery,
      headers: SessionHeader,
      response: { 200: TicketsBody, ...PROBLEMS },
    },
    handler: async (request, reply) => {
      const booking = await bookedBooking(request);
      if ('code' in booking) return refuse(reply, booking);
      return notStored(reply).send(ticketsView(ticket_keys, booking, catalogue.show(booking.show_id)));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/shows/:show_id/bookings/:booking_id/tickets.pdf',
    config: { admission: 'seat_map', answers_with: 'application/pdf' },
    schema: {
      operationId: 'tickets_pdf',
      summary: 'All tickets of a booking to print or keep, a page each',
      tags: ['tickets'],
      params: BookingPath,
      querystring: NoQuery,
      headers: SessionHeader,
      response: { 200: fileAnswer('application/pdf'), ...PROBLEMS },
    },
    handler: async (request, reply) => {
      const booking = await bookedBooking(request);
      if ('code' in booking) return refuse(reply, booking);
      const printing = printer.print(printedTickets(ticket_keys, booking, catalogue.show(booking.show_id)));
      if (printing === null) return refuse(reply, problem('overloaded', { retry_after_s: PRINT_RETRY_S }));
      const name = `inline; filename="tickets-${booking.booking_id}.pdf"`;
      return notStored(reply)
        .type('application/pdf')
        .header('content-disposition', name)
        .send(Buffer.from(await printing));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/shows/:show_id/bookings/:booking_id/tickets/:seat_id.svg',
    config: { answers_with: 'image/svg+xml' },
    schema: {
      operationId: 'ticket_svg',
      summary: "One ticket's QR code as SVG",
      tags: ['tickets'],
      params: TicketPath,
      querystring: NoQuery,
      headers: SessionHeader,
      response: { 200: fileAnswer('image/svg+xml'), ...PROBLEMS },
    },
    handler: async (request, reply) => {
      const { seat_id } = request.params;
      const token = await tokenOfSeat(request, seat_id);
      if (typeof token !== 'string') return refuse(reply, token);
      return notStored(reply)
        .type('image/svg+xml')
        .send(qrSvg(qrCode(token), `Ticket for seat ${seat_id}`));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/shows/:show_id/bookings/:booking_id/tickets/:seat_id.png',
    config: { answers_with: 'image/png' },
    schema: {
      operationId: 'ticket_png',
      summary: "One ticket's QR code as PNG",
      tags: ['tickets'],
      params: TicketPath,
      querystring: NoQuery,
      headers: SessionHeader,
      response: { 200: fileAnswer('image/png'), ...PROBLEMS },
    },
    handler: async (request, reply) => {
      const token = await tokenOfSeat(request, request.params.seat_id);
      if (typeof token !== 'string') return refuse(reply, token);
      return notStored(reply)
        .type('image/png')
        .send(qrPng(qrCode(token)));
    },
  });
}

function bookedOf(answer: Answer): Booking | Problem {
  if (answer.type === 'problem') return answer.body;
  if (answer.type !== 'booking') throw new TypeError(`a booking was asked for, and came a ${answer.type}`);
  const { booking } = answer.body;
  return booking.status === 'booked' ? booking : problem('not_booked', { booking_status: booking.status });
}

/** A session's own; nobody in between may keep it. */
function notStored(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store');
}

function refuse(reply: FastifyReply, document: Problem): FastifyReply {
  return sendProblem(notStored(reply), document);
}
