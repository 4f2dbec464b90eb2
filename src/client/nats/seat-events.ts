import { partitionOf } from '../../../persistence/partition.ts';
import type { Broker, BrokerMessage } from '../../nats/broker.ts';
import type { NewestMessage } from '../../nats/news/messages.ts';
import { eventSubject, newestSubject } from '../../nats/subjects.ts';
import type { ShowNews } from '../../routing/routing.ts';
import { pause } from '../abort.ts';
import type { SeatListener } from '../transport.ts';

/** Where nobody tells us which version is the newest, as the server does not allow it, the map is read this often. */
const READ_EVERY_MS = 30_000;

/** Hears of a show's seats by its events, and of those that were lost by what its engine says is the newest. */
export async function hearSeatEvents(
  broker: Broker,
  show_id: string,
  listener: SeatListener,
  signal: AbortSignal,
): Promise<void> {
  const decoder = new TextDecoder();
  let newest: NewestMessage | null = null;
  let has_heard = false;

  function takeEvent({ payload }: BrokerMessage): void {
    const news: ShowNews = JSON.parse(decoder.decode(payload));
    listener.changes(news);
  }

  function takeNewest({ payload }: BrokerMessage): void {
    const told: NewestMessage = JSON.parse(decoder.decode(payload));
    const is_next = told.engine_id === newest?.engine_id && told.number === newest.number + 1;
    if (newest !== null && !is_next) listener.missed();
    newest = told;
    has_heard = true;
    for (const [changed_show, version] of told.shows) {
      if (changed_show === show_id) listener.changes({ previous_version: version, version, seats: [] });
    }
  }

  const stops = [
    broker.subscribe(eventSubject(show_id), takeEvent),
    broker.subscribe(newestSubject(partitionOf(show_id)), takeNewest),
    broker.onConnection((is_connected) => {
      if (is_connected) listener.missed();
    }),
  ];
  try {
    listener.missed();
    for (;;) {
      await pause(READ_EVERY_MS, signal);
      if (!has_heard) listener.missed();
      has_heard = false;
    }
  } finally {
    for (const stop of stops) stop();
  }
}
