import { stoppedWith } from './stopped-with.ts';

/**
 * Runs a request and rejects when it takes longer than the limit or when `stop` aborts (with its reason), also where the
 * request itself takes no notice of the signal that it is given. Where `stop` has aborted, the request is not made at all.
 */
export async function withTimeLimit<Result>(
  limit_ms: number,
  stop: AbortSignal,
  request: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  stop.throwIfAborted();
  const { controller, release } = stoppedWith(stop);
  const timer = setTimeout(
    () => controller.abort(new Error(`there was no answer within ${limit_ms} ms`)),
    limit_ms,
  );
  try {
    return await Promise.race([request(controller.signal), rejectionBy(controller.signal)]);
  } finally {
    clearTimeout(timer);
    release();
  }
}

function rejectionBy(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
