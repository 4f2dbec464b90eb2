import { useEffect, useReducer, useState } from 'preact/hooks';
import { refusalWords } from '../../shared/refusal-words.ts';
import { texts } from '../../shared/texts.ts';
import { messageView, openView } from './open-view.tsx';
import { parseRoute } from './route.ts';
import type { View } from './view.ts';

export interface Place {
  /** Null until there is something to show. */
  readonly view: View | null;
  /** The address of what is shown. */
  readonly hash: string | null;
  /** Whether another place is being opened. */
  readonly is_opening: boolean;
}

/** The place that the address names. What was there stays until the new one is ready, so that nothing jumps. */
export function usePlace(): Place {
  const hash = useHash();
  const [attempt, tryAgain] = useReducer<number, void>((attempts) => attempts + 1, 0);
  const [place, setPlace] = useState<Place>({ view: null, hash: null, is_opening: true });

  // Another attempt opens the same place again.
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const show = (view: View): void => {
      if (!signal.aborted) setPlace({ view, hash, is_opening: false });
    };
    const failed = (error: unknown): void => {
      if (signal.aborted) return;
      const again = (
        <button type="button" onClick={() => tryAgain()}>
          {texts.tryAgain}
        </button>
      );
      show(messageView(refusalWords(error), again));
    };
    setPlace((last) => ({ ...last, is_opening: true }));
    openView(parseRoute(hash), signal).then(show, failed);
    return () => controller.abort();
  }, [hash, attempt]);

  return place;
}

function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const take = (): void => setHash(location.hash);
    addEventListener('hashchange', take);
    return () => removeEventListener('hashchange', take);
  }, []);
  return hash;
}
