import { useEffect, useReducer, useState } from 'preact/hooks';
import type { CityPage } from '../../shared/contract.ts';
import { pause } from '../../shared/pause.ts';
import * as api from '../service/api.ts';

const TYPING_PAUSE_MS = 150;

export interface CitySearch {
  /** What was found last; null until the first answer. */
  readonly found: CityPage | null;
  /** Null where all went well. */
  readonly error: unknown;
  readonly tryAgain: () => void;
}

/** Searches while somebody types, once their fingers rest. */
export function useCitySearch(name: string): CitySearch {
  const [found, setFound] = useState<CityPage | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [attempt, tryAgain] = useReducer<number, void>((attempts) => attempts + 1, 0);

  // Another attempt searches for the same again.
  useEffect(() => {
    const controller = new AbortController();
    search(name, controller.signal).then(
      (page) => {
        setFound(page);
        setError(null);
      },
      (failure: unknown) => {
        if (!controller.signal.aborted) setError(failure);
      },
    );
    return () => controller.abort();
  }, [name, attempt]);

  return { found, error, tryAgain: () => tryAgain() };
}

async function search(name: string, signal: AbortSignal): Promise<CityPage> {
  if (name !== '') await pause(TYPING_PAUSE_MS, signal);
  return api.cities(name, signal);
}
