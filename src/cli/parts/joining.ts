import { PARTITIONS } from '../../../persistence/partition.ts';
import type { CatalogueStore } from '../../catalogue/open.ts';
import { shareCatalogue } from '../../catalogue/sharing/share-catalogue.ts';
import type { Config, NatsConfig } from '../../config/config.ts';
import type { Logger } from '../logger.ts';
import { openConnection } from './connection.ts';
import type { Selling } from './selling.ts';
import { openSellingOverNats } from './selling-over-nats.ts';

interface JoiningOptions {
  readonly config: Config;
  readonly nats: NatsConfig;
  /** How the NATS server's own lists call this process. */
  readonly role: string;
  readonly selling: Selling;
  readonly catalogue: CatalogueStore;
  readonly logger: Logger;
}

/** All that a process which sells has to do with the others of its box office. */
export interface Joining {
  /** Resolves once shows are sold over NATS; until then there is no server, or no catalogue yet. */
  begin(): Promise<void>;
  /** Takes nothing more from others, and answers what is under way. */
  leave(): Promise<void>;
  /** Lets go of the server, when nothing is to be said any more. */
  disconnect(): Promise<void>;
}

export function joinOthers({ config, nats, role, selling, catalogue, logger }: JoiningOptions): Joining {
  const connection = openConnection(nats, role, logger);
  const sharing = shareCatalogue({
    ...connection,
    catalogue,
    sells_everything: config.partitions.length === PARTITIONS,
    log: logger,
  });
  const over_nats = openSellingOverNats({
    config,
    engine: selling.engine,
    routing: selling.routing,
    broker: connection.broker,
    logger,
  });
  return {
    async begin() {
      if (!sharing.isFilled())
        logger.warn('there is no catalogue here: import one, or start a process that has one');
      await sharing.filled;
      await over_nats.begin();
    },
    leave: over_nats.close,
    async disconnect() {
      await sharing.close();
      await connection.close();
    },
  };
}
