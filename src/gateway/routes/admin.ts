import Type from 'typebox';
import { isBearer } from '../../bearer.ts';
import { problem } from '../../protocol/problem.ts';
import { BlockSeatsBody } from '../../protocol/requests.ts';
import { sendAnswer } from '../http/answers.ts';
import type { App } from '../http/app.ts';
import { PROBLEMS } from '../http/documented.ts';
import { NoQuery, ShowPath } from '../http/parameters.ts';
import { sendProblem } from '../http/problems.ts';
import type { Services } from '../services.ts';
import { doorRoutes } from './door.ts';

const Done = Type.Unsafe<undefined>({ type: 'null', description: 'Done.' });

/** The operator's routes. They refuse everybody else before a body is read. */
export async function adminRoutes(app: App, services: Services): Promise<void> {
  const { routing, admin_token } = services;
  app.addHook('onRequest', (request, reply, done) => {
    if (admin_token === null) sendProblem(reply, problem('admin_disabled'));
    else if (isBearer(request.headers.authorization, admin_token)) done();
    else sendProblem(reply.header('www-authenticate', 'Bearer'), problem('admin_token_required'));
  });

  app.route({
    method: 'POST',
    url: '/v1/admin/shows/:show_id/cancel',
    schema: {
      operationId: 'cancel_show',
      summary: 'Cancel a show: everything is refunded, everybody is told',
      tags: ['operator'],
      security: [{ operator: [] }],
      params: ShowPath,
      querystring: NoQuery,
      response: { 204: Done, ...PROBLEMS },
    },
    handler: async ({ params: { show_id } }, reply) =>
      sendAnswer(reply, await routing.ask({ verb: 'cancel-show', show_id, body: {}, idempotency_key: null })),
  });

  app.route({
    method: 'PUT',
    url: '/v1/admin/shows/:show_id/blocked-seats',
    schema: {
      operationId: 'block_seats',
      summary: 'Keep exactly these seats from being sold',
      tags: ['operator'],
      security: [{ operator: [] }],
      params: ShowPath,
      querystring: NoQuery,
      body: BlockSeatsBody,
      response: { 204: Done, ...PROBLEMS },
    },
    handler: async ({ params: { show_id }, body }, reply) =>
      sendAnswer(reply, await routing.ask({ verb: 'block-seats', show_id, body, idempotency_key: null })),
  });

  doorRoutes(app, services);
}
