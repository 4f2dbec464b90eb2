import { linkSignals, onAbort, pause } from '../abort.ts';
import type { CallOptions, SeatNews } from '../client.ts';
import type { SeatMap } from '../contract.ts';
import type { SeatChanges, Transport } from '../transport.ts';
import { patienceOf } from './newer.ts';
import { createLiveSeatMap } from './seat-map.ts';

/** A map that is older than what was told already came from somebody who has not heard of it yet. */
const READ_AGAIN_MS = 50;

/** Listens first and reads then, so that no change falls between the two; and reads again where changes are missing. */
export async function* followSeats(
  transport: Pick<Transport, 'hearSeats'>,
  closing: AbortSignal,
  readMap: (options: CallOptions) => Promise<SeatMap>,
  show_id: string,
  options: CallOptions,
): AsyncGenerator<SeatNews, void, undefined> {
  const map = createLiveSeatMap(show_id);
  const link = linkSignals(options.signal, closing);
  const { signal } = link;
  const patience_ms = patienceOf(options);
  /** Changes that do not fit on the map before it has been read again. */
  let early: SeatChanges[] = [];
  let must_read = false;
  let is_reading = false;
  let wake = (): void => {};

  function missed(): void {
    must_read = true;
    if (!is_reading) catchUp().catch(link.abort);
  }

  async function catchUp(): Promise<void> {
    is_reading = true;
    while (must_read) {
      must_read = false;
      map.takeMap(await readMap({ ...options, deadline_ms: patience_ms, signal }));
      const fitting = early.findIndex((changes) => !map.takeChanges(changes));
      early = fitting === -1 ? [] : early.slice(fitting);
      wake();
      if (early.length === 0) continue;
      must_read = true;
      await pause(READ_AGAIN_MS, signal);
    }
    is_reading = false;
  }

  function changes(told: SeatChanges): void {
    if (map.takeChanges(told)) {
      wake();
      return;
    }
    early.push(told);
    if (!is_reading) missed();
  }

  onAbort(signal, () => wake());
  transport.hearSeats(show_id, { changes, missed }, patience_ms, signal).catch(link.abort);
  try {
    for (;;) {
      const news = map.takeNews();
      if (news !== null) yield news;
      else {
        signal.throwIfAborted();
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    link.abort();
    link.unlink();
  }
}
