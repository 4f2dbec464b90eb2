import type { FastifyReply } from 'fastify';
import type { Answer, DoorTicket } from '../../protocol/answers.ts';
import { doorListCsv } from '../../tickets/door-list.ts';
import { sendAnswer } from '../http/answers.ts';
import type { App } from '../http/app.ts';
import { bearerOnly } from '../http/bearer-only.ts';
import { fileAnswer, PROBLEMS } from '../http/documented.ts';
import { NoQuery, ShowPath } from '../http/parameters.ts';
import type { Services } from '../services.ts';
import { checkIn } from '../tickets/check-in.ts';
import { CheckInBody, CheckInRequest, DoorListBody } from '../tickets/schemas.ts';
import { doorListView } from '../tickets/views.ts';

/** What a door asks. A token of the doors' own can do this and nothing else of the operator's. */
export async function doorRoutes(app: App, services: Services): Promise<void> {
  const { routing, catalogue, ticket_keys } = services;
  bearerOnly(app, services.admin_token, services.door_token);

  app.route({
    method: 'POST',
    url: '/v1/admin/checkin',
    schema: {
      operationId: 'check_in',
      summary: 'Let a ticket in, once',
      description:
        'Whatever becomes of the ticket is told with 200, and `result` says it. Safe to repeat with the same `nonce`: of what was admitted the answer is the same. A door that had no network hands in later what it let in, with `admitted_at`: the first that is handed in counts.',
      tags: ['operator'],
      security: [{ operator: [] }],
      querystring: NoQuery,
      body: CheckInRequest,
      response: { 200: CheckInBody, ...PROBLEMS },
    },
    handler: async ({ body }, reply) => {
      const checked = await checkIn(ticket_keys, routing, body);
      return 'result' in checked ? notStored(reply).send(checked) : sendAnswer(reply, checked);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/admin/shows/:show_id/tickets',
    schema: {
      operationId: 'door_list',
      summary: 'The tickets of a show, for a door that has no network',
      tags: ['operator'],
      security: [{ operator: [] }],
      params: ShowPath,
      querystring: NoQuery,
      response: { 200: DoorListBody, ...PROBLEMS },
    },
    handler: async ({ params: { show_id } }, reply) => {
      const answer = await routing.ask({ verb: 'door-list', show_id, body: {}, idempotency_key: null });
      if (answer.type === 'problem') return sendAnswer(reply, answer);
      const show = catalogue.show(show_id);
      return notStored(reply).send(doorListView(ticket_keys, show_id, show, ticketsOf(answer)));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/admin/shows/:show_id/tickets.csv',
    config: { answers_with: 'text/csv' },
    schema: {
      operationId: 'door_list_csv',
      summary: 'The tickets of a show as CSV, to print',
      tags: ['operator'],
      security: [{ operator: [] }],
      params: ShowPath,
      querystring: NoQuery,
      response: { 200: fileAnswer('text/csv'), ...PROBLEMS },
    },
    handler: async ({ params: { show_id } }, reply) => {
      const answer = await routing.ask({ verb: 'door-list', show_id, body: {}, idempotency_key: null });
      if (answer.type === 'problem') return sendAnswer(reply, answer);
      return notStored(reply)
        .type('text/csv; charset=utf-8')
        .send(doorListCsv(show_id, ticketsOf(answer)));
    },
  });
}

function ticketsOf(answer: Answer): readonly DoorTicket[] {
  if (answer.type !== 'door_list')
    throw new TypeError(`a door list was asked for, and came a ${answer.type}`);
  return answer.body.tickets;
}

function notStored(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store');
}
