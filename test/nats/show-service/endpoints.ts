import { type ServiceInfo, Svcm } from '@nats-io/services';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Schema } from '../../support/bad-values.ts';

/** What the service says of one of its verbs. */
export interface ToldEndpoint {
  readonly verb: string;
  readonly request: ObjectSchema;
  readonly response: ObjectSchema;
}

export interface ObjectSchema extends Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

const PATIENCE_MS = 10_000;

/** The library's own client; it waits for so many services, or takes those that answer in quick succession. */
export function discoveryClient(connection: NatsConnection, services: number | null = null) {
  return new Svcm(connection).client(
    services === null
      ? { strategy: 'stall', maxWait: PATIENCE_MS }
      : { strategy: 'count', maxMessages: services, maxWait: PATIENCE_MS },
  );
}

/** So many services, found as any client finds them. */
export async function findServices(connection: NatsConnection, services: number): Promise<ServiceInfo[]> {
  const found: ServiceInfo[] = [];
  for await (const service of await discoveryClient(connection, services).info('boxoffice'))
    found.push(service);
  return found;
}

/** What may be asked of a show of the one service there is, as it describes it itself. */
export async function findEndpoints(connection: NatsConnection): Promise<ToldEndpoint[]> {
  const [service] = await findServices(connection, 1);
  const of_shows = (service?.endpoints ?? []).filter(({ subject }) => subject.startsWith('boxoffice.show.'));
  return of_shows.map(({ name, metadata }) => ({
    verb: name,
    request: JSON.parse(metadata?.request_schema ?? ''),
    response: JSON.parse(metadata?.response_schema ?? ''),
  }));
}
