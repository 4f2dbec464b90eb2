import { useEffect, useState } from 'preact/hooks';
import type { SeatMap } from '../../shared/contract.ts';
import { pause } from '../../shared/pause.ts';
import { seatMap } from './api.ts';

/** Where nothing changed the answer is empty, and costs next to nothing. */
const ASK_EVERY_MS = 1_000;

interface Answered {
  /** Null before the first answer. */
  readonly map: SeatMap | null;
  /** Why the newest question failed; null where it did not. */
  readonly failure: unknown;
}

export interface WatchedSeats extends Answered {
  /** Asks at once. */
  readonly askNow: () => void;
}

/** The seats as they are, asked for every second while somebody looks. */
export function useSeats(show_id: string): WatchedSeats {
  const [watched, setWatched] = useState<Answered>({ map: null, failure: null });
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    void watch(show_id, setWatched, stop.signal);
    return () => stop.abort();
  }, [show_id, asked]);
  return { ...watched, askNow: () => setAsked((times) => times + 1) };
}

/** Resolves once the signal is aborted. */
async function watch(
  show_id: string,
  change: (next: (watched: Answered) => Answered) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      if (!document.hidden) {
        const map = await seatMap(show_id, signal);
        change((before) => ({ map: before.map?.version === map.version ? before.map : map, failure: null }));
      }
    } catch (failure) {
      if (!signal.aborted) change(({ map }) => ({ map, failure }));
    }
    await pause(ASK_EVERY_MS, signal).catch(() => undefined);
  }
}
