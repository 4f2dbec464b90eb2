/** Listeners by what they listen to, so that news of something that nobody listens to cost one look-up. */
export interface KeyedListeners<News> {
  has(key: string): boolean;
  tell(key: string, news: News): void;
  /** Returns how to stop listening. */
  add(key: string, listener: (news: News) => void): () => void;
}

export function keyedListeners<News>(): KeyedListeners<News> {
  const by_key = new Map<string, Set<(news: News) => void>>();
  return {
    has: (key) => by_key.has(key),
    tell(key, news) {
      for (const listener of by_key.get(key) ?? []) listener(news);
    },
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
