import type { BrokerLog } from '../broker.ts';
import { PROBE_VERB } from '../subjects.ts';

const TOLD_EVERY_MS = 60_000;

/** Notes requests without a reply subject. Nothing is done of what they ask, as nobody would learn what became of it. */
export function noteUnanswerable(log: BrokerLog): (verb: string) => void {
  let requests = 0;
  let told_at = Number.NEGATIVE_INFINITY;
  return (verb) => {
    if (verb === PROBE_VERB) return;
    requests += 1;
    const now = performance.now();
    if (now - told_at < TOLD_EVERY_MS) return;
    told_at = now;
    log.warn({ requests }, 'requests came without a reply subject, and nothing was done of what they ask');
  };
}
