import { TurnoverMap } from '../../actors/collections/turnover-map.ts';

/** Listeners by what they listen to, so that news of something that nobody listens to cost one look-up. */
export interface KeyedListeners<Listener> {
  has(key: string): boolean;
  of(key: string): Iterable<Listener>;
  /** Returns how to stop listening. */
  add(key: string, listener: Listener): () => void;
}

export function keyedListeners<Listener>(): KeyedListeners<Listener> {
  const by_key = new TurnoverMap<string, Set<Listener>>();
  return {
    has: (key) => by_key.has(key),
    of: (key) => by_key.get(key) ?? [],
    add(key, listener) {
      const listeners = by_key.get(key) ?? new Set();
      listeners.add(listener);
      by_key.set(key, listeners);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && by_key.get(key) === listeners) by_key.delete(key);
      };
    },
  };
}
