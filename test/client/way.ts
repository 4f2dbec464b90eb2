import * as assert from 'uvu/assert';
import type { CallDefaults } from '../../src/client/calls.ts';
import { type Client, openHttpClient, openNatsClient } from '../../src/client/index.ts';
import { createAdmission } from '../../src/gateway/admission/admission.ts';
import { createLive } from '../../src/gateway/live/live.ts';
import { drawId } from '../../src/ids.ts';
import { announceNews } from '../../src/nats/news/announce.ts';
import { openBroker } from '../../src/nats/open-broker.ts';
import { openShowService } from '../../src/nats/show-service/show-service.ts';
import { ALL_PARTITIONS } from '../../src/partitions.ts';
import { inProcessRouting } from '../../src/routing/in-process.ts';
import { type BoxOffice, openBoxOffice } from '../gateway/box-office.ts';
import { type NatsServer, startNatsServer } from '../support/nats-server.ts';

/** One way to a real box office, with clients that go it. */
export interface Way {
  readonly box_office: BoxOffice;
  /** Closed with the way. */
  client(options?: CallDefaults): Client;
  /** A show that no other test uses: rows A to D are regular, E is premium, of 10 seats each. */
  freshShow(): string;
  close(): Promise<void>;
}

/** Quick, so that nothing is waited for by the clock: payments are still in flight when they are answered. */
const PAYMENT_WAIT_MS = 100;
const POSITION_NEWS_MS = 100;

export async function openHttpWay(): Promise<Way> {
  const box_office = await openOffice();
  return wayOf(
    box_office,
    (options) => openHttpClient({ url: box_office.url, ...options }),
    async () => {},
  );
}

export async function openNatsWay(): Promise<Way & { readonly server: NatsServer }> {
  const [server, box_office] = await Promise.all([startNatsServer(), openOffice()]);
  const closeService = await serveNats(server, box_office);
  const way = wayOf(
    box_office,
    (options) => openNatsClient({ servers: server.url, ...options }),
    async () => {
      await closeService();
      await server.close();
    },
  );
  return { ...way, server };
}

function openOffice(): Promise<BoxOffice> {
  const gateway = { payment_wait_ms: PAYMENT_WAIT_MS, position_news_ms: POSITION_NEWS_MS };
  return openBoxOffice({ shows: 30, gateway });
}

function wayOf(
  box_office: BoxOffice,
  openClient: (options: CallDefaults) => Client,
  closeWay: () => Promise<void>,
): Way {
  const fresh = [...box_office.shows];
  const clients: Client[] = [];
  return {
    box_office,
    client(options = {}) {
      const client = openClient(options);
      clients.push(client);
      return client;
    },
    freshShow() {
      const show_id = fresh.pop();
      assert.ok(show_id !== undefined, 'there are shows enough');
      return show_id;
    },
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      await closeWay();
      await box_office.close();
    },
  };
}

/** What an engine does for NATS. Returns how to stop. */
async function serveNats(server: NatsServer, box_office: BoxOffice): Promise<() => Promise<void>> {
  const log = { info() {}, warn() {}, error: console.error };
  const options = {
    servers: [server.url],
    name: 'engine',
    credentials: { type: 'none' },
    tls: null,
  } as const;
  const broker = openBroker(options, log);
  const routing = inProcessRouting(box_office.engine);
  const live = createLive(routing, POSITION_NEWS_MS);
  const engine_id = drawId();
  const partitions = ALL_PARTITIONS;
  const service = openShowService({
    broker,
    routing,
    live,
    admission: createAdmission({ countPending: () => routing.state().requests_pending }),
    partitions,
    isOwned: () => true,
    gatherBookings: routing.sessionBookings,
    engine_id,
    version: '0.0.0',
    api_keys: box_office.api_keys,
    log,
    payment_wait_ms: PAYMENT_WAIT_MS,
  });
  await service.begin();
  const stopNews = announceNews({ broker, engine: box_office.engine, engine_id, partitions, log });
  return async () => {
    stopNews();
    await service.close();
    live.close();
    await broker.close();
  };
}
