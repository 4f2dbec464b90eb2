/** A signal of one's own that also ends with each of the others; `unlink` lets go of them, however it ended. */
export interface Link {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
  unlink(): void;
}

/** `AbortSignal.any` would keep what it makes for as long as the longest-lived of the signals. */
export function linkSignals(...signals: readonly (AbortSignal | undefined)[]): Link {
  const controller = new AbortController();
  const ends = signals.map((signal) => {
    if (signal === undefined) return () => {};
    const end = (): void => controller.abort(signal.reason);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
    return () => signal.removeEventListener('abort', end);
  });
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    unlink() {
      for (const end of ends) end();
    },
  };
}

/** Rejects with the signal's reason when that is aborted first; the promise itself goes on unheard. */
export function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
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
