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

/** Every service of the name, found as any client finds them. */
export async function findServices(connection: NatsConnection): Promise<ServiceInfo[]> {
  const found: ServiceInfo[] = [];
  const client = new Svcm(connection).client({ strategy: 'stall', maxWait: 500 });
  for await (const service of await client.info('boxoffice')) found.push(service);
  return found;
}

/** The verbs of the one service there is, as it describes them itself. */
export async function findEndpoints(connection: NatsConnection): Promise<ToldEndpoint[]> {
  const [service] = await findServices(connection);
  return (service?.endpoints ?? []).map(({ name, metadata }) => ({
    verb: name,
    request: JSON.parse(metadata?.request_schema ?? ''),
    response: JSON.parse(metadata?.response_schema ?? ''),
  }));
}
