import type { Broker } from '../../nats/broker.ts';
import { eventSubject } from '../../nats/subjects.ts';
import type { ShowNews } from '../../routing/routing.ts';
import { pause } from '../abort.ts';
import type { SeatListener } from '../transport.ts';

/**
 * Nobody says that the last event was lost, or that the server does not let us hear any: so the map is read this often
 * in any case.
 */
const READ_EVERY_MS = 30_000;

/** Hears of a show's seats by its events, which NATS may lose with the connection. */
export async function hearSeatEvents(
  broker: Broker,
  show_id: string,
  listener: SeatListener,
  signal: AbortSignal,
): Promise<void> {
  const decoder = new TextDecoder();
  const unsubscribe = broker.subscribe(eventSubject(show_id), ({ payload }) => {
    const news: ShowNews = JSON.parse(decoder.decode(payload));
    listener.changes(news);
  });
  const unlisten = broker.onConnection((is_connected) => {
    if (is_connected) listener.missed();
  });
  try {
    for (;;) {
      listener.missed();
      await pause(READ_EVERY_MS, signal);
    }
  } finally {
    unsubscribe();
    unlisten();
  }
}
