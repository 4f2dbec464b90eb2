import { pause } from '../abort.ts';
import { passes, pauseAfter } from '../calls.ts';
import { ConnectionError } from '../errors.ts';
import type { SeatChanges, SeatListener } from '../transport.ts';
import { createEventReader } from './event-stream.ts';
import type { Http } from './http.ts';

const OPEN_TIMEOUT_MS = 10_000;
/** The box office says something every 15 s. */
const SILENCE_MS = 45_000;

/** Hears of a show's seats by its event stream, which is opened again whenever it ends. */
export async function hearSeatStream(
  http: Http,
  show_id: string,
  listener: SeatListener,
  patience_ms: number,
  signal: AbortSignal,
): Promise<void> {
  const path = `/v1/shows/${encodeURIComponent(show_id)}/stream`;
  let failures = 0;
  let heard_at = performance.now();
  for (;;) {
    const reader = createSeatReader(listener);
    try {
      await http.stream(path, { timeout_ms: OPEN_TIMEOUT_MS, signal }, SILENCE_MS, (text) => {
        failures = 0;
        heard_at = performance.now();
        reader(text);
      });
      throw new ConnectionError('the box office has ended the stream of seats');
    } catch (error) {
      if (!passes(error)) throw error;
      const pause_ms = pauseAfter(error, failures);
      if (performance.now() + pause_ms - heard_at > patience_ms) throw error;
      failures += 1;
      await pause(pause_ms, signal);
    }
  }
}

/** A stream begins with the version that it goes on from, and no seats: who knows an older one has missed something. */
function createSeatReader(listener: SeatListener): (text: string) => void {
  let previous_version: number | null = null;
  return createEventReader(({ type, data }) => {
    if (type === 'reload') return listener.missed();
    if (type !== 'message') return;
    const { version, seats }: Omit<SeatChanges, 'previous_version'> = JSON.parse(data);
    listener.changes({ previous_version: previous_version ?? version, version, seats });
    previous_version = version;
  });
}
