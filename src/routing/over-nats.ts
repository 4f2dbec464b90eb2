import { partitionOf } from '../../persistence/partition.ts';
import type { Broker } from '../nats/broker.ts';
import { openEngineLinks } from '../nats/link/gateway-end.ts';
import { keepAvailabilities } from '../nats/news/availabilities.ts';
import { followEvents } from '../nats/news/followed-events.ts';
import { watchOwners } from '../nats/news/owners.ts';
import type { Requester } from '../nats/requester.ts';
import { gatherBookings } from './gathered-bookings.ts';
import { gatherOverview } from './gathered-overview.ts';
import type { Routing } from './routing.ts';
import { unavailable } from './unavailable.ts';

export interface NatsRouting extends Routing {
  close(): void;
}

/** Asks the engines behind a broker, each for the shows of the partitions that it owns. */
export function natsRouting(broker: Broker, requester: Requester): NatsRouting {
  const owners = watchOwners(broker);
  const links = openEngineLinks(broker);
  const availabilities = keepAvailabilities(owners, requester);
  const events = followEvents(broker, owners);
  return {
    async ask(request) {
      const engine_id = owners.ownerOf(partitionOf(request.show_id));
      return engine_id === null ? unavailable() : links.ask(engine_id, request);
    },
    sessionBookings: (session_id) => gatherBookings(owners, links, session_id),
    overview: (shows_most) => gatherOverview(owners, links, shows_most),
    available: availabilities.of,
    subscribe: events.subscribe,
    state: () => ({
      requests_pending: links.pending(),
      available: broker.isConnected() && owners.canSell(),
    }),
    close() {
      events.close();
      availabilities.close();
      links.close();
      owners.close();
    },
  };
}
