import { POSITION_NEWS_MS } from '../../actors/limits.ts';
import { openPrinter } from '../tickets/print/printer.ts';
import { createAdmission } from './admission/admission.ts';
import { refuseOtherFormats } from './http/accept.ts';
import type { App } from './http/app.ts';
import { closeInOrder } from './http/closing.ts';
import { boundConnections } from './http/connections.ts';
import { describeApi, serveDocumentation } from './http/documentation.ts';
import { refuseOtherMethods } from './http/method-not-allowed.ts';
import { connectionsWithin, openFilesLimit } from './http/open-files.ts';
import { servePages } from './http/pages.ts';
import { answerErrorsAsProblems } from './http/problems.ts';
import { secureAnswers, securePages } from './http/security-headers.ts';
import { createServer } from './http/server.ts';
import { keepListings } from './listings/kept-listings.ts';
import { createLive } from './live/live.ts';
import { createLoopDelay } from './loop-delay.ts';
import { createMetrics, measureCrowd, measureEngine, measurePayments, timeRequests } from './metrics.ts';
import type { GatewayOptions } from './options.ts';
import { limitRates } from './quota/quotas.ts';
import { adminRoutes } from './routes/admin.ts';
import { bookingRoutes } from './routes/bookings.ts';
import { doorRoutes } from './routes/door.ts';
import { listingRoutes } from './routes/listings.ts';
import { operationRoutes } from './routes/operation.ts';
import { oversightRoutes } from './routes/oversight.ts';
import { problemRoutes } from './routes/problems.ts';
import { searchRoute } from './routes/search.ts';
import { seatRoutes } from './routes/seats.ts';
import { ticketRoutes } from './routes/tickets.ts';
import { waitingRoutes } from './routes/waiting.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import type { Services } from './services.ts';
import { countTraffic } from './traffic.ts';

/**
 * Engines of their own refuse what is too much for them; and what one that is away does not answer is not to keep anybody
 * from the others.
 */
const PENDING_ELSEWHERE_MOST = { reserve: 4_000, join: 8_000 };

/** The rest of the connections is for those who ask and are answered: to pay, above all. */
const HELD_SHARE = 3 / 4;

const PAYMENT_WAIT_MS = 10_000;

/**
 * Builds the HTTP service; `listen` starts it. `close` refuses new requests, answers long polls and ends streams at
 * once, lets everything else under way finish, and resolves then.
 */
export async function buildGateway(options: GatewayOptions): Promise<App> {
  const { routing, catalogue, clock = Date.now } = options;
  const admission = createAdmission({
    countPending: () => routing.state().requests_pending,
    ...(options.engineStatistics === null ? { pending_most: PENDING_ELSEWHERE_MOST } : {}),
  });
  const app = createServer({ ...options, admission });
  const loop_delay = createLoopDelay();
  const printer = openPrinter();
  const connections = boundConnections(
    app.server,
    options.max_connections ?? connectionsWithin(openFilesLimit()),
  );
  const held_most = Math.floor(connections.most * HELD_SHARE);
  const live = createLive(routing, options.position_news_ms ?? POSITION_NEWS_MS, held_most);
  const registry = createMetrics({
    catalogue,
    streamCount: live.seat_streams.count,
    loopDelay: loop_delay.read,
  });
  measureCrowd(registry, {
    admissionFigures: admission.figures,
    connectionCount: connections.count,
    pollCount: live.pollsWaiting,
  });
  if (options.engineStatistics !== null) measureEngine(registry, options.engineStatistics);
  if (options.payment_figures !== null) measurePayments(registry, options.payment_figures);

  secureAnswers(app);
  timeRequests(app, registry);
  closeInOrder(app, () => {
    admission.close();
    live.letGo();
  });
  answerErrorsAsProblems(app);
  const refuseTheOtherMethods = refuseOtherMethods(app);

  await describeApi(app, options.version);
  await app.register(async (pages: App) => {
    securePages(pages);
    await serveDocumentation(pages);
    if (options.page_folder !== null) await servePages(pages, options.page_folder);
  });
  await app.register(async (api: App) => {
    const services: Services = {
      routing,
      catalogue,
      search: options.search,
      seat_maps: live.seat_maps,
      seat_streams: live.seat_streams,
      pollBooking: live.pollBooking,
      pollWaiting: live.pollWaiting,
      ticket_keys: options.ticket_keys,
      printer,
      payment_wait_ms: options.payment_wait_ms ?? PAYMENT_WAIT_MS,
      admin_token: options.admin_token,
      door_token: options.door_token,
      clock,
    };
    const traffic = countTraffic(api, admission.figures);
    await limitRates(api, options);
    refuseOtherFormats(api);
    const kept = keepListings(routing);
    listingRoutes(api, services, kept);
    searchRoute(api, services, kept);
    seatRoutes(api, services);
    bookingRoutes(api, services);
    waitingRoutes(api, services);
    ticketRoutes(api, services);
    await api.register((operator: App) => adminRoutes(operator, services));
    const own_figures = { traffic, loopDelay: loop_delay.read };
    await api.register((operator: App) => oversightRoutes(operator, services, own_figures));
    await api.register((door: App) => doorRoutes(door, services));
  });
  // Neither counted by a quota nor refused under load: a provider sends its news from few addresses, and they are cheap.
  await app.register((provider: App) => webhookRoutes(provider, routing, options.webhooks));
  const { hasCatalogue = () => true } = options;
  operationRoutes(app, () => routing.state().available && hasCatalogue(), registry);
  problemRoutes(app);
  refuseTheOtherMethods();

  app.addHook('onListen', async () => loop_delay.begin());
  app.addHook('onClose', async () => {
    live.close();
    loop_delay.close();
    await printer.close();
  });
  return app;
}
