import { createServer as createHttpServer } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import { problem } from '../../protocol/problem.ts';
import { BODY_BYTES_MOST } from '../../protocol/requests.ts';
import type { Admission } from '../admission/contract.ts';
import type { App } from './app.ts';
import { answerClientError } from './client-errors.ts';
import { createEntrance } from './entrance.ts';
import { readJsonBodies } from './json-body.ts';
import { sendProblem } from './problems.ts';
import { compileValidator } from './validation.ts';

const HEADER_LIMIT_BYTES = 8 * 1_024;
const LONGEST_PATH_PART = 64;
/** A request has to arrive whole within this time. */
const REQUEST_TIMEOUT_MS = 30_000;
const HTTP_LIMITS = {
  requestTimeout: REQUEST_TIMEOUT_MS,
  maxHeaderSize: HEADER_LIMIT_BYTES,
};

export interface ServerOptions {
  /** Null: nothing is logged. */
  readonly logger: FastifyBaseLogger | null;
  readonly trust_proxy?: boolean;
  /** Who is let in when; everybody at once where it is not given. */
  readonly admission?: Admission;
}

/** The HTTP server without a route: its limits, and how it reads requests. */
export function createServer({ logger, trust_proxy = false, admission }: ServerOptions): App {
  const entrance = admission === undefined ? null : createEntrance(admission);
  const app: App = Fastify({
    ...(logger === null ? { logger: false } : { loggerInstance: logger }),
    // Requests are counted and timed in the metrics; a line for each would tell who asked for what.
    logController: new LogController({ disableRequestLogging: true }),
    // A logger of its own for each request would cost more than reading it.
    childLoggerFactory: (parent) => parent,
    bodyLimit: BODY_BYTES_MOST,
    forceCloseConnections: 'idle',
    // `closeInOrder` refuses requests while the service stops, as a problem document.
    return503OnClosing: false,
    trustProxy: trust_proxy,
    routerOptions: { maxParamLength: LONGEST_PATH_PART },
    serverFactory: (handle) => createHttpServer(HTTP_LIMITS, entrance?.before(handle) ?? handle),
    clientErrorHandler: answerClientError,
    frameworkErrors: (_error, _request, reply) => sendProblem(reply, problem('bad_request')),
  }).withTypeProvider<TypeBoxTypeProvider>();
  entrance?.classify(app);
  app.setValidatorCompiler(compileValidator);
  readJsonBodies(app);
  return app;
}
