import { WaitingBody } from '../../protocol/answers.ts';
import { WaitBody } from '../../protocol/requests.ts';
import { sendAnswer } from '../http/answers.ts';
import type { App } from '../http/app.ts';
import { callerOf } from '../http/caller.ts';
import { PROBLEMS } from '../http/documented.ts';
import {
  KeyHeader,
  LongPollQuery,
  NoQuery,
  SessionAndKeyHeaders,
  SessionHeader,
  ShowPath,
  WaitingPath,
} from '../http/parameters.ts';
import { askWaiting } from '../live/asking.ts';
import type { Services } from '../services.ts';

/** Join a show's queue, hear of one's place in it, leave it. */
export function waitingRoutes(app: App, services: Pick<Services, 'routing' | 'pollWaiting'>): void {
  const { routing } = services;
  app.route({
    method: 'POST',
    url: '/v1/shows/:show_id/waiting',
    config: { admission: 'join' },
    schema: {
      operationId: 'wait',
      summary: 'Join the queue; whoever can be served at once is',
      tags: ['waiting'],
      params: ShowPath,
      querystring: NoQuery,
      headers: KeyHeader,
      body: WaitBody,
      response: { 201: WaitingBody, ...PROBLEMS },
    },
    handler: async ({ params, body, headers }, reply) => {
      const idempotency_key = headers['idempotency-key'] ?? null;
      const answer = await routing.ask({ verb: 'wait', show_id: params.show_id, body, idempotency_key });
      return sendAnswer(reply, answer);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/shows/:show_id/waiting/:waiting_id',
    schema: {
      operationId: 'waiting',
      summary: 'One’s place in the queue; with `wait_s` and `after`, as soon as it changes',
      description:
        'The end of the wait is told at once, changes of the position every 5 s at most. Where a whole queue ends, it takes some seconds until everybody is told; who was served is told at once then too.',
      tags: ['waiting'],
      params: WaitingPath,
      querystring: LongPollQuery,
      headers: SessionHeader,
      response: { 200: WaitingBody, ...PROBLEMS },
    },
    handler: async ({ params, query: { wait_s, after }, headers }, reply) => {
      const session_id = headers['x-session-id'];
      const answer = await askWaiting(services, { session_id, wait_s, after, ...params }, callerOf(reply));
      return sendAnswer(reply, answer);
    },
  });

  app.route({
    method: 'DELETE',
    url: '/v1/shows/:show_id/waiting/:waiting_id',
    schema: {
      operationId: 'leave',
      summary: 'Leave the queue',
      tags: ['waiting'],
      params: WaitingPath,
      querystring: NoQuery,
      headers: SessionAndKeyHeaders,
      response: { 200: WaitingBody, ...PROBLEMS },
    },
    handler: async ({ params: { show_id, waiting_id }, headers }, reply) => {
      const body = { session_id: headers['x-session-id'], waiting_id };
      const idempotency_key = headers['idempotency-key'] ?? null;
      return sendAnswer(reply, await routing.ask({ verb: 'leave', show_id, body, idempotency_key }));
    },
  });
}
