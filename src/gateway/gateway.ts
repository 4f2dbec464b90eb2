import fastifyStatic from '@fastify/static';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify, { LogController } from 'fastify';
import { POSITION_NEWS_MS } from '../../actors/limits.ts';
import { problem } from '../protocol/problem.ts';
import { type Admission, createAdmission } from './admission.ts';
import { refuseOtherFormats } from './http/accept.ts';
import type { App } from './http/app.ts';
import { answerClientError } from './http/client-errors.ts';
import { closeInOrder } from './http/closing.ts';
import { describeApi, serveDocumentation } from './http/documentation.ts';
import { readJsonBodies } from './http/json-body.ts';
import { refuseOtherMethods } from './http/method-not-allowed.ts';
import { answerErrorsAsProblems, sendProblem } from './http/problems.ts';
import { secureAnswers, securePages } from './http/security-headers.ts';
import { compileValidator } from './http/validation.ts';
import { createLive } from './live/live.ts';
import { createMetrics, timeRequests } from './metrics.ts';
import type { GatewayOptions } from './options.ts';
import { limitRates } from './quota/quotas.ts';
import { adminRoutes } from './routes/admin.ts';
import { bookingRoutes } from './routes/bookings.ts';
import { listingRoutes } from './routes/listings.ts';
import { operationRoutes } from './routes/operation.ts';
import { problemRoutes } from './routes/problems.ts';
import { seatRoutes } from './routes/seats.ts';
import { waitingRoutes } from './routes/waiting.ts';
import type { Services } from './services.ts';

const BODY_LIMIT_BYTES = 16 * 1_024;
const HEADER_LIMIT_BYTES = 8 * 1_024;
const LONGEST_PATH_PART = 64;
/** A request has to arrive whole within this time. */
const REQUEST_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_MS = 72_000;
const PAYMENT_WAIT_MS = 10_000;
const MAX_CONNECTIONS = 65_000;

/**
 * Builds the HTTP service; `listen` starts it. `close` refuses new requests, answers long polls and ends streams at
 * once, lets everything else under way finish, and resolves then.
 */
export async function buildGateway(options: GatewayOptions): Promise<App> {
  const { routing, catalogue, clock = Date.now } = options;
  const app: App = Fastify({
    ...(options.logger === null ? { logger: false } : { loggerInstance: options.logger }),
    logController: new LogController({ disableRequestLogging: true }),
    // A logger of its own for each request would cost more than reading it.
    childLoggerFactory: (logger) => logger,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    trustProxy: options.trust_proxy ?? false,
    routerOptions: { maxParamLength: LONGEST_PATH_PART },
    http: { maxHeaderSize: HEADER_LIMIT_BYTES },
    clientErrorHandler: answerClientError,
    frameworkErrors: (_error, _request, reply) => sendProblem(reply, problem('bad_request')),
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.server.maxConnections = options.max_connections ?? MAX_CONNECTIONS;

  const admission = createAdmission(() => routing.state().requests_pending);
  const live = createLive(routing, options.position_news_ms ?? POSITION_NEWS_MS);
  const registry = createMetrics({
    catalogue,
    engineStatistics: options.engineStatistics,
    streamCount: live.seat_streams.count,
    loopDelay: admission.loopDelay,
  });

  app.setValidatorCompiler(compileValidator);
  readJsonBodies(app);
  secureAnswers(app);
  timeRequests(app, registry);
  closeInOrder(app, live.letGo);
  answerErrorsAsProblems(app);
  const refuseTheOtherMethods = refuseOtherMethods(app);

  await describeApi(app, options.version);
  await app.register(async (pages: App) => {
    securePages(pages);
    await serveDocumentation(pages);
    if (options.page_folder !== null) await pages.register(fastifyStatic, { root: options.page_folder });
  });
  await app.register(async (api: App) => {
    const services: Services = {
      routing,
      catalogue,
      seat_maps: live.seat_maps,
      seat_streams: live.seat_streams,
      pollBooking: live.pollBooking,
      pollWaiting: live.pollWaiting,
      payment_wait_ms: options.payment_wait_ms ?? PAYMENT_WAIT_MS,
      admin_token: options.admin_token,
      clock,
    };
    refuseOverload(api, admission);
    await limitRates(api, options);
    refuseOtherFormats(api);
    listingRoutes(api, services);
    seatRoutes(api, services);
    bookingRoutes(api, services);
    waitingRoutes(api, services);
    await api.register((operator: App) => adminRoutes(operator, services));
  });
  operationRoutes(app, routing, registry);
  problemRoutes(app);
  refuseTheOtherMethods();

  app.addHook('onListen', async () => admission.begin());
  app.addHook('onClose', async () => {
    live.close();
    admission.close();
  });
  return app;
}

/** Rule 14. */
function refuseOverload(app: App, admission: Admission): void {
  app.addHook('onRequest', (request, reply, done) => {
    const admission_class = request.routeOptions.config.admission;
    const refusal = admission_class === undefined ? null : admission.refusal(admission_class);
    if (refusal === null) done();
    else sendProblem(reply, refusal);
  });
}
