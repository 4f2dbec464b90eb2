import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { type Problem, problem } from '../../protocol/problem.ts';
import type { ProblemCode } from '../../protocol/problem-kinds.ts';

/** Thrown where a request is refused before it reaches its handler. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(document: Problem) {
    super(document.title);
    this.problem = document;
  }
}

export function sendProblem(reply: FastifyReply, document: Problem): FastifyReply {
  if (document.retry_after_s !== undefined) reply.header('retry-after', document.retry_after_s);
  return reply
    .code(document.status)
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify(document));
}

/** Every error leaves as a problem document; what is not the client's fault is logged, and told without its words. */
export function answerErrorsAsProblems(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, problem('unknown_route')));
  app.addHook('onRequest', (request, reply, done) => {
    // Before a body is read: what was sent matters no more.
    if (request.is404) sendProblem(reply, problem('unknown_route'));
    else done();
  });
  app.setErrorHandler((error: FastifyError | ProblemError, request, reply) => {
    const document = error instanceof ProblemError ? error.problem : problem(codeOf(error));
    if (document.status === 500) request.log.error({ err: error }, 'a request failed on our side');
    return sendProblem(reply, document);
  });
}

/** What Fastify says of a request that it could not read. */
const FASTIFY_CODES: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
};

function codeOf({ code, statusCode }: FastifyError): ProblemCode {
  const known = FASTIFY_CODES[code];
  if (known !== undefined) return known;
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? 'bad_request' : 'internal_error';
}
