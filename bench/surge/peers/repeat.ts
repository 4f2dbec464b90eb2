import { setTimeout as sleep } from 'node:timers/promises';

/** Does something again and again, with a pause after each time. Where it rejects, so does the process. */
export function repeatEvery(pause_ms: number, act: () => Promise<void>): { stop(): Promise<void> } {
  const stopping = new AbortController();
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await act();
      await sleep(pause_ms, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
