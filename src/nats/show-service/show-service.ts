import { partitionOf } from '../../../persistence/partition.ts';
import type { BrokerMessage } from '../broker.ts';
import { createRequester } from '../requester.ts';
import {
  namedIn,
  PROBE_VERB,
  partitionRequests,
  SESSION_BOOKINGS,
  SHOW_QUEUE,
  SHOW_REQUESTS,
} from '../subjects.ts';
import { answerDiscovery, pingSubject } from './discovery.ts';
import { showEndpoint } from './endpoint.ts';
import { createIngress } from './ingress.ts';
import { createKeyQuotas } from './key-quotas.ts';
import { findMapping } from './mapping.ts';
import type { ShowService, ShowServiceOptions } from './options.ts';
import { createReplies } from './replies.ts';
import { createServing, type Request } from './serving.ts';
import { serveSessionBookings } from './session-bookings.ts';
import { tellSeldom } from './tell-seldom.ts';
import { createVerbs } from './verbs.ts';

/** Clients of NATS give up after a few seconds; they are to hear before that how a payment stands. */
const PAYMENT_WAIT_MS = 500;
const HEARD_WITHIN_MS = 2_000;

const NOTHING = new Uint8Array(0);

/** The public way in over NATS. Takes nothing before `begin`. */
export function openShowService(options: ShowServiceOptions): ShowService {
  const { broker, routing, live, partitions, isOwned, engine_id, log } = options;
  const { payment_wait_ms = PAYMENT_WAIT_MS } = options;
  const verbs = createVerbs({ routing, ...live, payment_wait_ms });
  const endpoints = new Map(verbs.map((verb) => [verb.name, showEndpoint(verb)]));
  const replies = createReplies(broker, log);
  const quotas = createKeyQuotas(options.api_keys);
  const serving = createServing({ endpoints, admission: options.admission, quotas, replies, log });
  const session_bookings = serveSessionBookings({
    gatherBookings: options.gatherBookings,
    quotas,
    replies,
    log,
  });
  const tellUnanswerable = tellSeldom((requests) =>
    log.warn({ requests }, 'requests came without a reply subject, and nothing was done of what they ask'),
  );
  const ours = new Set(partitions);
  const serve = (request: Request): void => void serving.serve(request);
  const isOurs = (partition: number): boolean => ours.has(partition);
  const takeUnmapped = createIngress({ broker, replies, isOurs, isOwned, serve });
  const closing = new AbortController();

  /** Null where nobody waits for the answer: nobody would learn what became of it, so nothing is done. */
  function requestOf(message: BrokerMessage, mapped_to: number | null): Request | null {
    const { show_id, verb } = namedIn(message.subject);
    const { reply } = message;
    if (reply === null) {
      if (verb !== PROBE_VERB) tellUnanswerable();
      return null;
    }
    return { message, reply, show_id, verb, partition: mapped_to ?? partitionOf(show_id) };
  }

  function listen(): void {
    for (const partition of partitions) {
      broker.subscribe(partitionRequests(partition), (message) => {
        const request = requestOf(message, partition);
        if (request !== null) serve(request);
      });
    }
    const take = (message: BrokerMessage): void => {
      const request = requestOf(message, null);
      if (request !== null) takeUnmapped(request);
    };
    broker.subscribe(SHOW_REQUESTS, take, SHOW_QUEUE);
    const takeSession = (message: BrokerMessage): void => {
      if (message.reply === null) tellUnanswerable();
      else void session_bookings.serve(message, message.reply);
    };
    broker.subscribe(SESSION_BOOKINGS, takeSession, SHOW_QUEUE);
    answerDiscovery({ ...options, endpoints: [...endpoints.values(), session_bookings.endpoint] });
  }

  /** The server takes what one connection sends in order: once this is answered, it knows what we listen to. */
  async function untilHeard(): Promise<void> {
    const requester = createRequester(broker);
    await requester
      .request(pingSubject(engine_id), NOTHING, HEARD_WITHIN_MS)
      // The connection was lost; with the next one all subscriptions are made again.
      .catch(() => undefined);
    requester.close();
  }

  return {
    async begin() {
      const mapping = await findMapping(broker, closing.signal);
      listen();
      await untilHeard();
      log.info({ partitions: partitions.length }, MAPPING_TOLD[mapping]);
    },
    async close() {
      closing.abort();
      live.letGo();
      await serving.close();
    },
  };
}

const MAPPING_TOLD = {
  mapped: 'requests are taken over NATS; the server maps each to the engine of its show',
  unmapped:
    'requests are taken over NATS; the server maps none, so engines pass them on to one another: with the mapping of examples/nats-server.conf they would go straight to the right one',
} as const;
