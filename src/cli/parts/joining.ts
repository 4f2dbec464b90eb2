import { PARTITIONS } from '../../../persistence/partition.ts';
import type { CatalogueStore } from '../../catalogue/open.ts';
import { shareCatalogue } from '../../catalogue/sharing/share-catalogue.ts';
import type { Config } from '../../config/config.ts';
import type { Logger } from '../logger.ts';
import type { Membership } from './membership.ts';
import type { Selling } from './selling.ts';
import { openSellingOverNats } from './selling-over-nats.ts';

interface JoiningOptions {
  readonly config: Config;
  readonly membership: Membership;
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
}

export function joinOthers({ config, membership, selling, catalogue, logger }: JoiningOptions): Joining {
  const { engine_id, connection, claimed } = membership;
  const sharing = shareCatalogue({
    ...connection,
    catalogue,
    sells_everything: config.partitions.length === PARTITIONS,
    log: logger,
  });
  const over_nats = openSellingOverNats({
    config,
    engine: selling.engine,
    engine_id,
    routing: selling.routing,
    broker: connection.broker,
    logger,
  });
  return {
    async begin() {
      const claim = await claimed;
      if (!sharing.isFilled())
        logger.warn('there is no catalogue here: import one, or start a process that has one');
      await sharing.filled;
      await over_nats.begin(claim);
    },
    async leave() {
      await Promise.all([over_nats.close(), sharing.close()]);
    },
  };
}
