import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Config, NatsConfig } from '../../config/config.ts';
import { drawId } from '../../ids.ts';
import { type Claim, claimPartitions } from '../../nats/claim/claim.ts';
import { describeFailure } from '../failures.ts';
import type { Logger } from '../logger.ts';
import { type Connection, openConnection } from './connection.ts';

/** What an engine is to the other processes of its box office. */
export interface Membership {
  readonly engine_id: string;
  readonly connection: Connection;
  /** Resolves once its partitions are its own, when the NATS server is there; rejects with a `PartitionsTakenError`. */
  readonly claimed: Promise<Claim>;
}

/** Connects, and claims the partitions that are configured. `role` is how the server's own lists call the process. */
export function joinBoxOffice(config: Config, nats: NatsConfig, role: string, logger: Logger): Membership {
  const engine_id = drawId();
  const connection = openConnection(nats, role, logger);
  const claimed = claimPartitions({
    broker: connection.broker,
    engine_id,
    partitions: config.partitions,
    host: hostname(),
    data_folder: resolve(config.data_folder),
    log: logger,
    onLost(error) {
      // At once, as in a crash: each further answer would be given beside somebody else's.
      logger.fatal({ err: error }, 'ending at once: another engine has taken over while this one was away');
      process.exit(describeFailure(error).exit_code);
    },
  });
  // Whoever waits for it hears of it; that may be later.
  claimed.catch(() => undefined);
  return { engine_id, connection, claimed };
}
