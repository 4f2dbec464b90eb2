import type { Registry } from 'prom-client';
import Type from 'typebox';
import { problem } from '../../protocol/problem.ts';
import type { App } from '../http/app.ts';
import { PROBLEMS } from '../http/documented.ts';
import { sendProblem } from '../http/problems.ts';

const READY_RETRY_S = 2;

const Status = Type.Object({ status: Type.String() }, { description: 'All is well.' });

/** What whoever runs the service looks at. */
export function operationRoutes(app: App, isReady: () => boolean, registry: Registry): void {
  app.route({
    method: 'GET',
    url: '/healthz',
    schema: {
      operationId: 'health',
      summary: 'The process answers',
      tags: ['operation'],
      response: { 200: Status },
    },
    handler: async () => ({ status: 'ok' }),
  });

  app.route({
    method: 'GET',
    url: '/readyz',
    schema: {
      operationId: 'readiness',
      summary: 'Seats can be sold',
      tags: ['operation'],
      response: { 200: Status, ...PROBLEMS },
    },
    handler: async (_request, reply) =>
      isReady()
        ? { status: 'ready' }
        : sendProblem(reply, problem('unavailable', { retry_after_s: READY_RETRY_S })),
  });

  app.route({
    method: 'GET',
    url: '/metrics',
    schema: {
      operationId: 'metrics',
      summary: 'Figures for Prometheus',
      tags: ['operation'],
      response: { 200: { description: 'Figures.', content: { 'text/plain': { schema: Type.String() } } } },
    },
    handler: async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  });
}
