import { connect, headers, type Msg, type NatsConnection } from '@nats-io/transport-node';
import * as assert from 'uvu/assert';
import { POSITION_NEWS_MS } from '../../../actors/limits.ts';
import { createAdmission } from '../../../src/gateway/admission/admission.ts';
import { createLive } from '../../../src/gateway/live/live.ts';
import { drawId } from '../../../src/ids.ts';
import type { BrokerLog } from '../../../src/nats/broker.ts';
import { openBroker } from '../../../src/nats/open-broker.ts';
import type { ShowServiceOptions } from '../../../src/nats/show-service/options.ts';
import { openShowService } from '../../../src/nats/show-service/show-service.ts';
import { showSubject } from '../../../src/nats/subjects.ts';
import { ALL_PARTITIONS } from '../../../src/partitions.ts';
import { inProcessRouting } from '../../../src/routing/in-process.ts';
import type { Routing } from '../../../src/routing/routing.ts';
import { type BoxOffice, type BoxOfficeOptions, openBoxOffice } from '../../gateway/box-office.ts';
import { type NatsServer, startNatsServer } from '../../support/nats-server.ts';

const PATIENCE_MS = 10_000;

/** A NATS server, a box office, and the public way in between the two. */
export interface Stage {
  readonly server: NatsServer;
  readonly box_office: BoxOffice;
  readonly service: OpenService;
  /** A client as anybody has one. */
  readonly connection: NatsConnection;
  /** A show that no other test uses. */
  freshShow(): string;
  visitor(): Visitor;
  close(): Promise<void>;
}

export interface StageOptions extends BoxOfficeOptions {
  /** Of the NATS server; what ships with the project where nothing is said. */
  readonly configuration?: string;
  readonly service?: ServiceOptions;
}

export interface ServiceOptions extends Partial<ShowServiceOptions> {
  /** Puts something around the real routing, to watch or change what the service does with it. */
  readonly aroundRouting?: (routing: Routing) => Routing;
}

export async function openStage({ configuration, service, ...options }: StageOptions = {}): Promise<Stage> {
  const server = await startNatsServer(configuration);
  const box_office = await openBoxOffice({ shows: 30, ...options });
  const opened = await openService(server, box_office, service);
  const connection = await connect({ servers: server.url });
  const fresh = [...box_office.shows];
  return {
    server,
    box_office,
    service: opened,
    connection,
    freshShow() {
      const show_id = fresh.pop();
      assert.ok(show_id !== undefined, 'the stage has shows enough');
      return show_id;
    },
    visitor: () => openVisitor(connection),
    async close() {
      await connection.close();
      await opened.close();
      await box_office.close();
      await server.close();
    },
  };
}

export interface OpenService {
  readonly engine_id: string;
  readonly logged: Logged;
  begin(): Promise<void>;
  /** Refuses what comes from now on. */
  stop(): Promise<void>;
  /** Stops and closes the connection. */
  close(): Promise<void>;
}

/** A service that has begun, for the shows of the box office; several may share one. */
export async function openService(
  server: NatsServer,
  box_office: BoxOffice,
  options?: ServiceOptions,
): Promise<OpenService> {
  const service = createService(server, box_office, options);
  try {
    await service.begin();
  } catch (error) {
    await service.close();
    throw error;
  }
  return service;
}

export function createService(
  server: NatsServer,
  box_office: BoxOffice,
  { aroundRouting = (routing) => routing, ...options }: ServiceOptions = {},
): OpenService {
  const logged = createLog();
  const broker = openBroker(
    { servers: [server.url], name: 'test', credentials: { type: 'none' }, tls: null },
    logged.log,
  );
  const routing = aroundRouting(inProcessRouting(box_office.engine));
  const live = createLive(routing, POSITION_NEWS_MS);
  const engine_id = drawId();
  const service = openShowService({
    broker,
    routing,
    live,
    admission: createAdmission({ countPending: () => routing.state().requests_pending }),
    partitions: ALL_PARTITIONS,
    isOwned: () => false,
    gatherBookings: routing.sessionBookings,
    engine_id,
    version: '1.2.3',
    api_keys: box_office.api_keys,
    log: logged.log,
    ...options,
  });
  return {
    engine_id,
    logged,
    begin: service.begin,
    stop: service.close,
    async close() {
      await service.close();
      live.close();
      await broker.close();
    },
  };
}

export interface Logged {
  readonly log: BrokerLog;
  /** Every line so far, with its level. */
  readonly lines: string[];
}

function createLog(): Logged {
  const lines: string[] = [];
  const note =
    (level: string) =>
    (details: object, message: string): void =>
      void lines.push(`${level} ${message} ${JSON.stringify(details)}`);
  return { log: { info: note('info'), warn: note('warn'), error: note('error') }, lines };
}

/** An answer over NATS. */
export interface NatsAnswer {
  /** Of the error header; null where all went well. */
  readonly status: number | null;
  readonly error: string | null;
  /** Its JSON. */
  readonly body: unknown;
}

/** A session that asks over NATS. */
export interface Visitor {
  readonly session_id: string;
  /** Asks with the session in the body. */
  ask(show_id: string, verb: string, body?: object, fields?: Record<string, string>): Promise<NatsAnswer>;
}

export function openVisitor(connection: NatsConnection): Visitor {
  const session_id = drawId();
  return {
    session_id,
    async ask(show_id, verb, body = {}, fields) {
      const payload = JSON.stringify(verb === 'seats' ? body : { session_id, ...body });
      const answer = await ask(connection, showSubject(show_id, verb), payload, fields);
      assert.not.match(JSON.stringify(answer.body), session_id, 'no answer tells a session');
      return answer;
    },
  };
}

export async function ask(
  connection: NatsConnection,
  subject: string,
  payload: string | Uint8Array,
  fields?: Record<string, string>,
): Promise<NatsAnswer> {
  const sent = headers();
  for (const [name, value] of Object.entries(fields ?? {})) sent.set(name, value);
  const options = { timeout: PATIENCE_MS, ...(fields === undefined ? {} : { headers: sent }) };
  return answerOf(await connection.request(subject, payload, options));
}

function answerOf(message: Msg): NatsAnswer {
  const status = message.headers?.get('Nats-Service-Error-Code') ?? '';
  return {
    status: status === '' ? null : Number(status),
    error: message.headers?.get('Nats-Service-Error') || null,
    body: message.data.length === 0 ? null : message.json(),
  };
}

/** What lies at the path within an answer's body. */
export function valueAt(answer: NatsAnswer, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((node, step) => Reflect.get(Object(node), step), answer.body);
}

/** The text or number there. Throws where there is none. */
export function at(answer: NatsAnswer, ...path: readonly (string | number)[]): string {
  const value = valueAt(answer, ...path);
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new Error(`nothing at ${path.join('.')} in ${JSON.stringify(answer.body)}`);
}

/** Asserts a refusal, told alike in the headers and in the body. */
export function assertRefused(answer: NatsAnswer, status: number, code: string): void {
  const told = JSON.stringify(answer);
  assert.equal([answer.status, valueAt(answer, 'code')], [status, code], told);
  assert.is(valueAt(answer, 'status'), status, told);
  assert.is(answer.error, `${code}: ${valueAt(answer, 'title')}`, told);
}

/** Asserts that all went well. */
export function assertDone(answer: NatsAnswer): void {
  assert.is(answer.status, null, JSON.stringify(answer));
}
