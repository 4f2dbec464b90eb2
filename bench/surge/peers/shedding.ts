import type { App } from '../../../src/gateway/http/app.ts';
import { sendProblem } from '../../../src/gateway/http/problems.ts';
import { problem } from '../../../src/protocol/problem.ts';

type Class = 'listing' | 'seat_map' | 'reserve' | 'join';

/** A class is refused while either is above its threshold. */
const THRESHOLDS: Readonly<Record<Class, { readonly pending: number; readonly loop_delay_ms: number }>> = {
  listing: { pending: 200, loop_delay_ms: 30 },
  seat_map: { pending: 300, loop_delay_ms: 40 },
  reserve: { pending: 400, loop_delay_ms: 60 },
  join: { pending: 1_000, loop_delay_ms: 100 },
};

const SAMPLE_EVERY_MS = 10;
/** The middle one of so many counts: a single pause is no overload. */
const SAMPLES = 5;
const RETRY_AFTER_S = 1;

/**
 * Refuses early what cannot be done soon, as a plugin for Fastify would, by how late the event loop is and by how much
 * the store has to do: else a peer would be judged by how it collapses.
 */
export function shedLoad(app: App, countPending: () => number): void {
  let sampled_at = performance.now();
  const delays_ms = Array<number>(SAMPLES).fill(0);
  let loop_delay_ms = 0;
  const sampling = setInterval(() => {
    const now = performance.now();
    delays_ms.shift();
    delays_ms.push(now - sampled_at - SAMPLE_EVERY_MS);
    loop_delay_ms = delays_ms.toSorted((one, other) => one - other)[Math.floor(SAMPLES / 2)] ?? 0;
    sampled_at = now;
  }, SAMPLE_EVERY_MS);
  sampling.unref();

  app.addHook('onRequest', (request, reply, done) => {
    const { admission } = request.routeOptions.config;
    const threshold = admission === undefined ? null : THRESHOLDS[admission];
    if (
      threshold === null ||
      (loop_delay_ms <= threshold.loop_delay_ms && countPending() <= threshold.pending)
    ) {
      done();
      return;
    }
    sendProblem(reply, problem('overloaded', { retry_after_s: RETRY_AFTER_S }));
  });
  app.addHook('onClose', async () => clearInterval(sampling));
}
