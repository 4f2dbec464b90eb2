import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, openEngine } from '../../actors/index.ts';
import { DEFAULT_LIMITS, type Limits } from '../../actors/limits.ts';
import { type EventLog, openMemoryLog } from '../../persistence/index.ts';
import { importCatalogue } from '../../src/catalogue/import/import.ts';
import { openCatalogue } from '../../src/catalogue/open.ts';
import { buildGateway } from '../../src/gateway/gateway.ts';
import type { App } from '../../src/gateway/http/app.ts';
import type { GatewayOptions } from '../../src/gateway/options.ts';
import { type ApiKeys, openApiKeys } from '../../src/gateway/quota/api-keys.ts';
import { drawId } from '../../src/ids.ts';
import { openCashier } from '../../src/payments/cashier.ts';
import { createPaymentFigures } from '../../src/payments/figures.ts';
import { inProcessRouting } from '../../src/routing/in-process.ts';
import type { Routing } from '../../src/routing/routing.ts';
import { openSearch } from '../../src/search/open.ts';
import { type TicketKeys, ticketKeys } from '../../src/tickets/keys.ts';
import { openTestSandbox, type TestSandbox } from '../support/sandbox.ts';

export const ADMIN_TOKEN = 'the-operator-of-the-tests';

const HOUR_MS = 3_600_000;
const PAYMENT_TIMEOUT_MS = 5_000;

/** The whole service in this process, with a folder, a port, a catalogue and a log of its own. */
export interface BoxOffice {
  readonly url: string;
  readonly app: App;
  readonly engine: Engine;
  readonly sandbox: TestSandbox;
  readonly api_keys: ApiKeys;
  readonly ticket_keys: TicketKeys;
  readonly folder: string;
  /** As many as were asked for. */
  readonly shows: readonly string[];
  readonly city_id: string;
  readonly movie_id: string;
  close(): Promise<void>;
}

export interface BoxOfficeOptions {
  readonly shows?: number;
  readonly rows?: number;
  readonly seats_per_row?: number;
  readonly limits?: Partial<Limits>;
  readonly gateway?: Partial<GatewayOptions>;
  readonly clock?: () => number;
  /** In memory where none is given. */
  readonly log?: EventLog;
  /** Puts something around the real routing, to watch what the gateway does with it. */
  readonly aroundRouting?: (routing: Routing) => Routing;
}

/** The last row of each hall is premium, the others are regular. */
export async function openBoxOffice(options: BoxOfficeOptions = {}): Promise<BoxOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'boxoffice-gateway-'));
  const clock = options.clock ?? Date.now;
  const catalogue = openCatalogue(folder);
  importCatalogue(catalogue, catalogueOf(options, clock()), { onSale: () => false, now: clock() });
  const { log = openMemoryLog() } = options;
  const fail = (error: unknown): void => {
    throw error;
  };
  const engine = await openEngine({
    log,
    definitionOf: catalogue.definitionOf,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    clock,
    onBroken: fail,
    onCrash: (_show_id, error) => fail(error),
  });
  const sandbox = await openTestSandbox({ clock });
  const figures = createPaymentFigures(clock);
  const cashier = openCashier({
    engine,
    provider: sandbox.provider,
    timeout_ms: PAYMENT_TIMEOUT_MS,
    clock,
    random: Math.random,
    onTrouble: (_task, error) => fail(error),
    figures,
  });
  const api_keys = openApiKeys(folder);
  const ticket_keys = ticketKeys(generateKeyPairSync('ed25519').privateKey, []);
  const search = openSearch({ catalogue, clock, onTrouble: fail });
  const app = await buildGateway({
    routing: (options.aroundRouting ?? ((routing) => routing))(inProcessRouting(engine, cashier)),
    catalogue,
    search,
    api_keys,
    engineStatistics: engine.statistics,
    webhooks: sandbox.webhooks,
    payment_figures: figures,
    ticket_keys,
    admin_token: ADMIN_TOKEN,
    door_token: null,
    anonymous_rps: 0,
    page_folder: null,
    version: 'test',
    logger: null,
    clock,
    ...options.gateway,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const [city] = catalogue.cities({ name: null, country: null, page: 1, per_page: 1 }).items;
  const listed = catalogue.search({ keyword: null, city: null, from: 0, page: 1, per_page: 1_000 }).items;

  return {
    url,
    app,
    engine,
    sandbox,
    api_keys,
    ticket_keys,
    folder,
    shows: listed.map((show) => show.show_id),
    city_id: city?.city_id ?? '',
    movie_id: listed[0]?.movie.movie_id ?? '',
    async close() {
      await app.close();
      await search.close();
      await cashier.close();
      await sandbox.close();
      await engine.close();
      catalogue.close();
      api_keys.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function catalogueOf({ shows = 1, rows = 5, seats_per_row = 10 }: BoxOfficeOptions, now: number): unknown {
  const numbers = Array.from({ length: shows }, (_, index) => index + 1);
  return {
    format: 'boxoffice-catalogue-1',
    cities: [
      {
        key: 'city',
        name: 'São Paulo',
        country: 'BR',
        latitude: -23.5,
        longitude: -46.6,
        time_zone: 'America/Sao_Paulo',
      },
    ],
    cinemas: [{ key: 'cinema', city: 'city', name: 'Cine Belas Artes', latitude: -23.5, longitude: -46.6 }],
    halls: numbers.map((number) => ({
      key: `hall-${number}`,
      cinema: 'cinema',
      name: `Sala ${number}`,
      seat_types: ['regular', 'premium'],
      rows: Array.from({ length: rows }, (_, row) => ({
        row: String.fromCharCode('A'.charCodeAt(0) + row),
        segments: [{ seat_type: row === rows - 1 ? 'premium' : 'regular', first: 1, count: seats_per_row }],
      })),
    })),
    movies: [{ key: 'movie', title: 'Metropolis', duration_minutes: 153 }],
    shows: numbers.map((number) => ({
      key: `show-${number}`,
      movie: 'movie',
      hall: `hall-${number}`,
      start_time: new Date(now + 24 * HOUR_MS).toISOString().replace(/\.\d+Z$/, 'Z'),
      currency: 'BRL',
      prices: { regular: 3_000, premium: 4_500 },
    })),
  };
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** As JSON where it is JSON, else as text. */
  readonly body: unknown;
}

/** Sends one request. `body` is sent as JSON unless it is text or bytes already. */
export async function send(
  box_office: BoxOffice,
  method: string,
  path: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<HttpAnswer> {
  const is_ready = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  const answer = await fetch(`${box_office.url}${path}`, {
    method,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    body: is_ready ? (body ?? null) : JSON.stringify(body),
  });
  const text = await answer.text();
  const is_json = /json/.test(answer.headers.get('content-type') ?? '');
  return {
    status: answer.status,
    headers: answer.headers,
    body: is_json && text !== '' ? JSON.parse(text) : text,
  };
}

/** A session with a secret of its own. */
export function drawSession(): string {
  return drawId();
}
