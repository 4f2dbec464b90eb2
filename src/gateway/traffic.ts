import { Latencies, type LatencyFigures } from '../../actors/collections/latencies.ts';
import type { AdmissionFigures } from './admission/contract.ts';
import type { App } from './http/app.ts';

/** What a gateway has answered, for the operator's page; `/metrics` has the same by route. */
export interface Traffic {
  figures(): { requests_total: number; refused_total: number; latency: LatencyFigures };
}

const WINDOW_MS = 10_000;
const REFUSALS: ReadonlySet<number> = new Set([429, 503]);

/**
 * Begins to count the requests of the scope, and those that were refused before they came to it. What waits for news by
 * itself is counted, and not timed.
 */
export function countTraffic(app: App, admissionFigures: () => AdmissionFigures): Traffic {
  const latencies = new Latencies(WINDOW_MS, () => performance.now());
  let requests_total = 0;
  let refused_total = 0;
  app.addHook('onResponse', ({ url, routeOptions }, reply, done) => {
    requests_total += 1;
    if (REFUSALS.has(reply.statusCode)) refused_total += 1;
    const waits = routeOptions.config.answers_with === 'text/event-stream' || url.includes('wait_s=');
    if (!waits) latencies.note(reply.elapsedTime);
    done();
  });
  return {
    figures() {
      const refused_before = Object.values(admissionFigures().refused_total).reduce(
        (sum, each) => sum + each,
        0,
      );
      return {
        requests_total: requests_total + refused_before,
        refused_total: refused_total + refused_before,
        latency: latencies.figures(),
      };
    },
  };
}
