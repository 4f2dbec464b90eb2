import type { Config, NatsConfig } from '../../config/config.ts';
import { ConfigError } from '../../config/values.ts';
import type { Broker } from '../../nats/broker.ts';
import { openBroker } from '../../nats/open-broker.ts';
import { createRequester, type Requester } from '../../nats/requester.ts';
import type { Logger } from '../logger.ts';

/** What joins the processes of one box office. */
export interface Connection {
  readonly broker: Broker;
  readonly requester: Requester;
  close(): Promise<void>;
}

/** Connects in the background. `role` is how the server's own lists call it. */
export function openConnection(nats: NatsConfig, role: string, logger: Logger): Connection {
  const broker = openBroker({ ...nats, name: `boxoffice ${role}` }, logger);
  const requester = createRequester(broker);
  return {
    broker,
    requester,
    async close() {
      requester.close();
      await broker.close();
    },
  };
}

/** The broker of a process that is nothing without one. */
export function requireNats({ nats }: Config, command: string): NatsConfig {
  if (nats !== null) return nats;
  throw new ConfigError(`'${command}' needs a NATS server: name it by --nats URL, or by BOXOFFICE_NATS_URL.`);
}
