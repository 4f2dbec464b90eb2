import type { FastifyInstance, HTTPMethods } from 'fastify';
import { problem } from '../../protocol/problem.ts';
import { sendProblem } from './problems.ts';

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Answers 405 where a path exists but not for the method, instead of 404. Returns a function to be called once all
 * routes are registered.
 */
export function refuseOtherMethods(app: FastifyInstance): () => void {
  const methods_of = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method, schema }) => {
    // Files and the like, which are not part of the API.
    if (schema?.hide === true || url.includes('*')) return;
    const methods = methods_of.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    methods_of.set(url, methods);
  });

  return () => {
    for (const [url, allowed] of [...methods_of]) {
      const others = METHODS.filter((method) => !allowed.has(method));
      if (others.length === 0) continue;
      const allow = [...allowed].join(', ');
      app.route({
        method: others,
        url,
        schema: { hide: true },
        // Before a body is read: what was sent matters no more.
        onRequest: (_request, reply) => {
          sendProblem(reply.header('allow', allow), problem('method_not_allowed'));
        },
        handler: (_request, reply) => sendProblem(reply, problem('method_not_allowed')),
      });
    }
  };
}
