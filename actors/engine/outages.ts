import type { EventLog } from '../../persistence/event-log.ts';
import { LOG_PROBE_MS } from '../limits.ts';

/** The times in which the log takes nothing (rule 3). */
export interface Outages {
  isOn(): boolean;
  /** When the newest outage ended, as of `now`. */
  endedAt(now: number): number;
  /** The log has refused an append because it takes nothing. */
  begin(): void;
  /** The log has taken an append. */
  end(): void;
  stop(): void;
}

/**
 * Follows whether the log takes appends. While it does not, nothing lapses, so nobody may have a reason to append: the
 * log itself is asked now and then, or an outage would outlast its cause.
 */
export function followOutages(log: EventLog, clock: () => number): Outages {
  // Whatever is older than this start has lived through an outage, however short.
  let ended_at = clock();
  let is_on = false;
  let next_probe: NodeJS.Timeout | null = null;

  const probeLater = (): void => {
    next_probe = setTimeout(() => log.probe().then(end, probeAgain), LOG_PROBE_MS);
  };
  const probeAgain = (): void => {
    if (is_on) probeLater();
  };
  const stop = (): void => {
    is_on = false;
    if (next_probe !== null) clearTimeout(next_probe);
  };
  const end = (): void => {
    if (!is_on) return;
    stop();
    ended_at = clock();
  };

  return {
    isOn: () => is_on,
    endedAt: (now) => {
      // No lapse can be recorded during an outage, so there is none: everything is older than its end.
      if (is_on) return now + 1;
      // A clock that has jumped back since must not make it an outage yet to come.
      ended_at = Math.min(ended_at, clock());
      return ended_at;
    },
    begin: () => {
      if (is_on) return;
      is_on = true;
      probeLater();
    },
    end,
    stop,
  };
}
