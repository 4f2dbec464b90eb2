/** A controller of one's own that is aborted with `stop` as well, for the same reason; `release` lets go of `stop`. */
interface Stopped {
  readonly controller: AbortController;
  release(): void;
}

/** `AbortSignal.any` would keep what listens to it, and all that knows, until the whole heap is collected. */
export function stoppedWith(stop: AbortSignal): Stopped {
  const controller = new AbortController();
  const onStop = (): void => controller.abort(stop.reason);
  if (stop.aborted) onStop();
  else stop.addEventListener('abort', onStop, { once: true });
  return { controller, release: () => stop.removeEventListener('abort', onStop) };
}
