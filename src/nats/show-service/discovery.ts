import { formatPartitions } from '../../partitions.ts';
import type { Broker } from '../broker.ts';
import { discoverySubject, SHOW_QUEUE } from '../subjects.ts';
import type { Endpoint } from './endpoint.ts';

const NAME = 'boxoffice';
const DESCRIPTION = 'Sells the seats of shows: reserve, pay, give back, wait in a queue.';

export interface DiscoveryOptions {
  readonly broker: Broker;
  readonly endpoints: Iterable<Endpoint>;
  readonly engine_id: string;
  readonly version: string;
  readonly partitions: readonly number[];
}

/**
 * Answers the services API of NATS, by which `nats micro` and other clients find the service: PING, INFO and STATS.
 * The library's own services count only what comes by the subject that they subscribed to; ours comes by several,
 * mapped and not, and is counted wherever it comes by.
 */
export function answerDiscovery({
  broker,
  endpoints,
  engine_id,
  version,
  partitions,
}: DiscoveryOptions): void {
  const all = [...endpoints];
  const started = new Date().toISOString();
  const identity = {
    name: NAME,
    id: engine_id,
    version,
    metadata: { engine_id, partitions: formatPartitions(partitions) },
  };
  const ping = { type: 'io.nats.micro.v1.ping_response', ...identity };
  const info = {
    type: 'io.nats.micro.v1.info_response',
    ...identity,
    description: DESCRIPTION,
    endpoints: all.map(infoOf),
  };
  const stats = () => ({
    type: 'io.nats.micro.v1.stats_response',
    ...identity,
    started,
    endpoints: all.map(statisticsOf),
  });

  const answer = (verb: 'PING' | 'INFO' | 'STATS', tell: () => object): void => {
    for (const asked_for of [[], [NAME], [NAME, engine_id]]) {
      broker.subscribe(discoverySubject(verb, ...asked_for), ({ reply }) => {
        if (reply !== null) broker.publish(reply, Buffer.from(JSON.stringify(tell())));
      });
    }
  };
  answer('PING', () => ping);
  answer('INFO', () => info);
  answer('STATS', stats);
}

/** Where this service alone answers. */
export function pingSubject(engine_id: string): string {
  return discoverySubject('PING', NAME, engine_id);
}

function endpointOf({ name, subject }: Endpoint) {
  return { name, subject, queue_group: SHOW_QUEUE };
}

function infoOf(endpoint: Endpoint) {
  const { request_schema, response_schema } = endpoint;
  return {
    ...endpointOf(endpoint),
    metadata: {
      request_schema: JSON.stringify(request_schema),
      response_schema: JSON.stringify(response_schema),
    },
  };
}

function statisticsOf(endpoint: Endpoint) {
  const { requests, errors, last_error, processing_ns } = endpoint.statistics;
  return {
    ...endpointOf(endpoint),
    num_requests: requests,
    num_errors: errors,
    last_error,
    processing_time: processing_ns,
    average_processing_time: requests === 0 ? 0 : Math.round(processing_ns / requests),
  };
}
