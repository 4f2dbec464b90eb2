import Type from 'typebox';
import { BlockSeatsBody } from '../../protocol/requests.ts';
import { sendAnswer } from '../http/answers.ts';
import type { App } from '../http/app.ts';
import { bearerOnly } from '../http/bearer-only.ts';
import { PROBLEMS } from '../http/documented.ts';
import { NoQuery, ShowPath } from '../http/parameters.ts';
import type { Services } from '../services.ts';

const Done = Type.Unsafe<undefined>({ type: 'null', description: 'Done.' });

/** The operator's routes. */
export async function adminRoutes(app: App, { routing, admin_token }: Services): Promise<void> {
  bearerOnly(app, admin_token);

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
}
