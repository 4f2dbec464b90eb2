import type { Caller } from '../../src/gateway/live/patience.ts';

/** Somebody who stays until told to leave. */
export function createCaller(): {
  readonly caller: Caller;
  leave(): void;
  listeners(): number;
} {
  let is_gone = false;
  const listeners = new Set<() => void>();
  return {
    caller: {
      isGone: () => is_gone,
      onGone(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    leave() {
      is_gone = true;
      for (const listener of listeners) listener();
    },
    listeners: () => listeners.size,
  };
}
