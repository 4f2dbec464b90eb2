import type { FastifyInstance } from 'fastify';
import { problem } from '../../protocol/problem.ts';
import { sendProblem } from './problems.ts';

/** Refuses requests that would not take the format of the answer. */
export function refuseOtherFormats(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const format = request.routeOptions.config.answers_with ?? 'application/json';
    if (takes(request.headers.accept, format)) done();
    else sendProblem(reply, problem('not_acceptable'));
  });
}

function takes(accept: string | undefined, format: string): boolean {
  if (accept === undefined || accept === '*/*' || accept === format) return true;
  const family = `${format.slice(0, format.indexOf('/'))}/*`;
  return accept.split(',').some((range) => {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const is_refused = parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
    return !is_refused && (name === '*/*' || name === family || name === format);
  });
}
