import { SESSION_BOOKINGS_MOST } from '../../actors/limits.ts';
import { PARTITIONS, partitionOf } from '../../persistence/partition.ts';
import type { Broker } from '../nats/broker.ts';
import { openEngineLinks } from '../nats/link/gateway-end.ts';
import { keepAvailabilities } from '../nats/news/availabilities.ts';
import { followEvents } from '../nats/news/followed-events.ts';
import { type Owners, watchOwners } from '../nats/news/owners.ts';
import type { Requester } from '../nats/requester.ts';
import type { Answer } from '../protocol/answers.ts';
import { problem } from '../protocol/problem.ts';
import type { Routing } from './routing.ts';

const UNAVAILABLE_RETRY_S = 2;

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

    async sessionBookings(session_id) {
      const engines = [...owners.engines().keys()];
      const answers = await Promise.all(
        engines.map((engine_id) => links.ask(engine_id, { verb: 'bookings', session_id })),
      );
      return gathered(answers, isEverythingOwned(owners));
    },

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

function isEverythingOwned(owners: Owners): boolean {
  return Array.from({ length: PARTITIONS }, (_, partition) => partition).every(owners.isHeard);
}

/** All that was found, newest first: a booking's id begins with the time it was drawn at. */
function gathered(answers: readonly Answer[], is_everything_owned: boolean): Answer {
  const found = answers.filter((answer) => answer.type === 'bookings');
  if (found.length === 0) return answers[0] ?? unavailable();
  const bookings = found
    .flatMap(({ body }) => body.bookings)
    .sort((one, other) => (one.booking_id < other.booking_id ? 1 : -1))
    .slice(0, SESSION_BOOKINGS_MOST);
  const complete =
    is_everything_owned && found.length === answers.length && found.every(({ body }) => body.complete);
  return { type: 'bookings', status: 200, body: { bookings, complete } };
}

function unavailable(): Answer {
  return {
    type: 'problem',
    status: 503,
    body: problem('unavailable', { retry_after_s: UNAVAILABLE_RETRY_S }),
  };
}
