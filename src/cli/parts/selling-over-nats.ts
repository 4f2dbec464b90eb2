import type { Engine } from '../../../actors/index.ts';
import { POSITION_NEWS_MS } from '../../../actors/limits.ts';
import type { Config } from '../../config/config.ts';
import { createAdmission } from '../../gateway/admission/admission.ts';
import { createLive } from '../../gateway/live/live.ts';
import { openApiKeys } from '../../gateway/quota/api-keys.ts';
import type { Broker } from '../../nats/broker.ts';
import type { Claim } from '../../nats/claim/claim.ts';
import { serveGateways } from '../../nats/link/engine-end.ts';
import { openEngineLinks } from '../../nats/link/gateway-end.ts';
import { announceNews } from '../../nats/news/announce.ts';
import { watchOwners } from '../../nats/news/owners.ts';
import { openShowService } from '../../nats/show-service/show-service.ts';
import { gatherBookings } from '../../routing/gathered-bookings.ts';
import type { Routing } from '../../routing/routing.ts';
import type { Logger } from '../logger.ts';
import { VERSION } from '../version.ts';

export interface SellingOverNatsOptions {
  readonly config: Config;
  readonly engine: Engine;
  readonly engine_id: string;
  /** To the engine. */
  readonly routing: Routing;
  readonly broker: Broker;
  readonly logger: Logger;
}

/** An engine's ways in over NATS: for frontends, and for gateways. */
export interface SellingOverNats {
  /** Waits for the broker, and resolves once the engine is asked over NATS, for the partitions that it has claimed. */
  begin(claim: Claim): Promise<void>;
  /** Takes nothing more, answers what is under way, and says nothing more. The engine and the broker stay open. */
  close(): Promise<void>;
}

export function openSellingOverNats(options: SellingOverNatsOptions): SellingOverNats {
  const { config, engine, engine_id, routing, broker, logger } = options;
  const { partitions } = config;
  const admission = createAdmission({ countPending: () => engine.statistics().commands_pending });
  const live = createLive(routing, POSITION_NEWS_MS);
  const api_keys = openApiKeys(config.data_folder);
  const owners = watchOwners(broker);
  const gateways = serveGateways({ broker, engine_id, partitions, routing, admission, log: logger });
  const links = openEngineLinks(broker);
  const stops: (() => void)[] = [];
  const frontends = openShowService({
    broker,
    routing,
    live,
    admission,
    partitions,
    isOwned: owners.isHeard,
    gatherBookings: (session_id) => gatherBookings(owners, links, session_id),
    engine_id,
    version: VERSION,
    api_keys,
    log: logger,
  });

  /** Two that own the same partition could not hear one another when it was claimed; now they can. */
  function watchForRivals(claim: Claim): () => void {
    const ours = new Set(partitions);
    return owners.listen({
      newest(partition, { engine_id: speaker }) {
        if (speaker !== engine_id && ours.has(partition)) claim.confirm();
      },
      missed: () => undefined,
    });
  }

  return {
    async begin(claim) {
      await frontends.begin();
      stops.push(announceNews({ broker, engine, engine_id, partitions, log: logger }));
      stops.push(watchForRivals(claim));
    },
    async close() {
      await Promise.all([frontends.close(), gateways.close()]);
      for (const stop of stops) stop();
      links.close();
      owners.close();
      live.close();
      admission.close();
      api_keys.close();
    },
  };
}
