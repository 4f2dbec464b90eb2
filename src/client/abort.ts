/** A signal of one's own that also ends with each of the others; `unlink` lets go of them, however it ended. */
export interface Link {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
  unlink(): void;
}

const callbacks_of = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back when the signal is aborted, at once where it is already. Returns how to stop that. However many wait for one
 * signal, it has one listener: it is warned of as a leak where a signal has many.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  if (signal.aborted) {
    callback();
    return () => {};
  }
  const callbacks = callbacks_of.get(signal) ?? listenTo(signal);
  // Its own object, so that the same function can wait twice.
  const call = (): void => callback();
  callbacks.add(call);
  return () => callbacks.delete(call);
}

function listenTo(signal: AbortSignal): Set<() => void> {
  const callbacks = new Set<() => void>();
  callbacks_of.set(signal, callbacks);
  const callAll = (): void => {
    for (const call of callbacks) call();
  };
  signal.addEventListener('abort', callAll, { once: true });
  return callbacks;
}

/** `AbortSignal.any` would keep what it makes for as long as the longest-lived of the signals. */
export function linkSignals(...signals: readonly (AbortSignal | undefined)[]): Link {
  const controller = new AbortController();
  const unlinks = signals.map((signal) =>
    signal === undefined ? () => {} : onAbort(signal, () => controller.abort(signal.reason)),
  );
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    unlink() {
      for (const unlink of unlinks) unlink();
    },
  };
}

/** Rejects with the signal's reason when that is aborted first; the promise itself goes on unheard. */
export function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const unlisten = onAbort(signal, () => reject(signal.reason));
    promise.then(resolve, reject).finally(unlisten);
  });
}

/** Rejects with the signal's reason when that is aborted first. */
export async function pause(duration_ms: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, duration_ms);
  });
  try {
    await orAborted(over, signal);
  } finally {
    clearTimeout(timer);
  }
}
