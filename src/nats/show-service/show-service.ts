import { partitionOf } from '../../../persistence/partition.ts';
import type { BrokerMessage } from '../broker.ts';
import { namedIn, partitionRequests, SHOW_QUEUE, SHOW_REQUESTS } from '../subjects.ts';
import { answerDiscovery } from './discovery.ts';
import { createEndpoint } from './endpoint.ts';
import { createIngress } from './ingress.ts';
import { createKeyQuotas } from './key-quotas.ts';
import { findMapping } from './mapping.ts';
import type { ShowService, ShowServiceOptions } from './options.ts';
import { createReplies } from './replies.ts';
import { createServing, type Request } from './serving.ts';
import { noteUnanswerable } from './unanswerable.ts';
import { createVerbs } from './verbs.ts';

/** Clients of NATS give up after a few seconds; they are to hear before that how a payment stands. */
const PAYMENT_WAIT_MS = 500;

/** The public way in over NATS. Takes nothing before `begin`. */
export function openShowService(options: ShowServiceOptions): ShowService {
  const { broker, routing, live, partitions, isOwned, log, payment_wait_ms = PAYMENT_WAIT_MS } = options;
  const verbs = createVerbs({ routing, ...live, payment_wait_ms });
  const endpoints = new Map(verbs.map((verb) => [verb.name, createEndpoint(verb)]));
  const replies = createReplies(broker, log);
  const quotas = createKeyQuotas(options.api_keys);
  const serving = createServing({ endpoints, admission: options.admission, quotas, replies, log });
  const unanswerable = noteUnanswerable(log);
  const ours = new Set(partitions);
  const serve = (request: Request): void => void serving.serve(request);
  const isOurs = (partition: number): boolean => ours.has(partition);
  const takeUnmapped = createIngress({ broker, replies, isOurs, isOwned, serve });
  const closing = new AbortController();

  /** Null where nobody waits for the answer. */
  function requestOf(message: BrokerMessage, mapped_to: number | null): Request | null {
    const { show_id, verb } = namedIn(message.subject);
    const { reply } = message;
    if (reply === null) {
      unanswerable(verb);
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
    answerDiscovery({ ...options, endpoints: endpoints.values() });
  }

  return {
    async begin() {
      const mapping = await findMapping(broker, closing.signal);
      listen();
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
