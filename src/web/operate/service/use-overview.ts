import { useEffect, useState } from 'preact/hooks';
import { pause } from '../../shared/pause.ts';
import { currentOverview } from './api.ts';
import type { Overview } from './contract.ts';
import { type Rates, ratesBetween } from './rates.ts';

const ASK_EVERY_MS = 2_000;
/** Four minutes. */
const MOST_KEPT = 120;

export interface Look {
  readonly overview: Overview;
  readonly rates: Rates;
}

export interface Watched {
  /** The newest last. */
  readonly looks: readonly Look[];
  /** Why the newest look failed; null where it did not. */
  readonly failure: unknown;
}

/** Looks at the box office every two seconds, while somebody looks at the page. */
export function useOverview(shows: number, is_paused: boolean): Watched {
  const [watched, setWatched] = useState<Watched>({ looks: [], failure: null });
  useEffect(() => {
    if (is_paused) return;
    const stop = new AbortController();
    void watch(shows, setWatched, stop.signal);
    return () => stop.abort();
  }, [shows, is_paused]);
  return watched;
}

/** Resolves once the signal is aborted. */
async function watch(
  shows: number,
  change: (next: (watched: Watched) => Watched) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      if (!document.hidden) {
        const overview = await currentOverview(shows, signal);
        change(({ looks }) => ({ looks: withLook(looks, overview), failure: null }));
      }
    } catch (failure) {
      if (!signal.aborted) change(({ looks }) => ({ looks, failure }));
    }
    await pause(ASK_EVERY_MS, signal).catch(() => undefined);
  }
}

function withLook(looks: readonly Look[], overview: Overview): Look[] {
  const before = looks.at(-1)?.overview ?? null;
  return [...looks.slice(1 - MOST_KEPT), { overview, rates: ratesBetween(before, overview) }];
}
