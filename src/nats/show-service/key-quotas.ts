import type { ApiKeys } from '../../gateway/quota/api-keys.ts';
import { type Problem, problem } from '../../protocol/problem.ts';

const WINDOW_MS = 1_000;

/** Counts requests that come with an API key, in windows of one second, as each gateway does for itself. */
export interface KeyQuotas {
  /** Why the request is refused, or null. */
  refusal(key: string): Problem | null;
}

interface Window {
  begun_at: number;
  requests: number;
}

export function createKeyQuotas(api_keys: Pick<ApiKeys, 'find'> | null): KeyQuotas {
  /** By name, so there are only as many as there are keys. */
  const windows = new Map<string, Window>();

  function windowOf(name: string): Window {
    const now = performance.now();
    const window = windows.get(name);
    if (window !== undefined && now - window.begun_at < WINDOW_MS) return window;
    const begun = { begun_at: now, requests: 0 };
    windows.set(name, begun);
    return begun;
  }

  return {
    refusal(key) {
      const known = api_keys?.find(key) ?? null;
      if (known === null) return problem('unknown_api_key');
      const window = windowOf(known.name);
      window.requests += 1;
      return window.requests > known.rps
        ? problem('rate_limited', { retry_after_s: WINDOW_MS / 1_000 })
        : null;
    },
  };
}
