/**
 * Runs a request, and aborts it when it takes longer than the limit. Rejects with the reason as soon as it is aborted, by
 * whomever, also where the request itself takes no notice of that. Where it is aborted already, it is not made at all.
 */
export async function withTimeLimit<Result>(
  limit_ms: number,
  controller: AbortController,
  request: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const { signal } = controller;
  signal.throwIfAborted();
  const timer = setTimeout(
    () => controller.abort(new Error(`there was no answer within ${limit_ms} ms`)),
    limit_ms,
  );
  try {
    return await Promise.race([request(signal), rejectionBy(signal)]);
  } finally {
    clearTimeout(timer);
  }
}

function rejectionBy(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
