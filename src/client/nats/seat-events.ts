import { partitionOf } from '../../../persistence/partition.ts';
import type { Broker } from '../../nats/broker.ts';
import type { NewestMessage } from '../../nats/news/messages.ts';
import { eventSubject, newestSubject } from '../../nats/subjects.ts';
import type { ShowNews } from '../../routing/routing.ts';
import { pause } from '../abort.ts';
import type { SeatListener } from '../transport.ts';

/** Where the server lets us hear neither events nor which version is the newest, the map is read this often. */
const READ_EVERY_MS = 30_000;

/** Hears of a show's seats by its events, and of those that were lost by what its engine says is the newest. */
export async function hearSeatEvents(
  broker: Broker,
  show_id: string,
  listener: SeatListener,
  signal: AbortSignal,
): Promise<void> {
  const decoder = new TextDecoder();
  const stops = [
    broker.subscribe(eventSubject(show_id), ({ payload }) => {
      const news: ShowNews = JSON.parse(decoder.decode(payload));
      listener.changes(news);
    }),
    broker.subscribe(newestSubject(partitionOf(show_id)), ({ payload }) => {
      const { shows }: NewestMessage = JSON.parse(decoder.decode(payload));
      for (const [changed_show, version] of shows) {
        if (changed_show === show_id) listener.changes({ previous_version: version, version, seats: [] });
      }
    }),
    broker.onConnection((is_connected) => {
      if (is_connected) listener.missed();
    }),
  ];
  try {
    for (;;) {
      listener.missed();
      await pause(READ_EVERY_MS, signal);
    }
  } finally {
    for (const stop of stops) stop();
  }
}
