import type { Engine } from '../../actors/index.ts';
import { drawId } from '../../src/ids.ts';
import type { Broker, BrokerLog } from '../../src/nats/broker.ts';
import { serveGateways } from '../../src/nats/link/engine-end.ts';
import { announceNews } from '../../src/nats/news/announce.ts';
import { openBroker } from '../../src/nats/open-broker.ts';
import { createRequester } from '../../src/nats/requester.ts';
import { inProcessRouting } from '../../src/routing/in-process.ts';
import { type NatsRouting, natsRouting } from '../../src/routing/over-nats.ts';
import { eventually } from './routing-contract.ts';

const SILENT: BrokerLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Tests that expect trouble say so themselves; what else is logged as an error is one. */
const STRICT: BrokerLog = {
  ...SILENT,
  error: (details, message) => {
    throw new Error(message, { cause: details });
  },
};

export async function connectedBroker(url: string, log: BrokerLog = STRICT): Promise<Broker> {
  const broker = openBroker({ servers: [url], name: 'test', credentials: { type: 'none' }, tls: null }, log);
  await eventually(
    async () => broker.isConnected(),
    (is_connected) => is_connected,
  );
  return broker;
}

export interface EngineOnNats {
  readonly engine_id: string;
  /** As a crash would: what is under way is not answered. */
  vanish(): void;
  close(): Promise<void>;
}

/** Puts the engine behind the broker, as the owner of the partitions. */
export function putOnNats(broker: Broker, engine: Engine, partitions: readonly number[]): EngineOnNats {
  const engine_id = drawId();
  const service = serveGateways({
    broker,
    engine_id,
    partitions,
    routing: inProcessRouting(engine),
    admission: { hasRoom: () => true, enter: (entrant) => entrant.serve() },
    log: STRICT,
  });
  const stopNews = announceNews({ broker, engine, engine_id, partitions, log: STRICT });
  return {
    engine_id,
    vanish() {
      stopNews();
      void service.close();
    },
    async close() {
      await service.close();
      stopNews();
    },
  };
}

/** A routing over the broker that has heard of an engine. */
export async function routingOver(broker: Broker): Promise<NatsRouting> {
  const routing = natsRouting(broker, createRequester(broker));
  await eventually(
    async () => routing.state().available,
    (is_available) => is_available,
  );
  return routing;
}
