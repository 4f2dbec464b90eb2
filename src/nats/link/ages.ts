/** Tells how long messages of a sender were on their way, by two steady clocks that have nothing in common. */
export interface Ages {
  /**
   * Milliseconds beyond the quickest of late: `sent_at` by the sender's clock, and now by ours. 0 for its first message.
   */
  of(sender: string, sent_at: number): number;
}

/** The quickest way of the last one to two of these counts, as clocks drift. */
const WINDOW_MS = 60_000;

interface Way {
  readonly begun_at: number;
  /** The least of what our clock was ahead of the sender's at arrival. */
  least: number;
  least_before: number;
}

export function createAges(now: () => number): Ages {
  const ways = new Map<string, Way>();

  /** Gateways come and go. */
  function forgetSilent(at: number): void {
    for (const [sender, { begun_at }] of ways) if (at - begun_at > 2 * WINDOW_MS) ways.delete(sender);
  }

  return {
    of(sender, sent_at) {
      const at = now();
      const ahead = at - sent_at;
      let way = ways.get(sender);
      if (way === undefined || at - way.begun_at > WINDOW_MS) {
        forgetSilent(at);
        way = { begun_at: at, least: ahead, least_before: way?.least ?? ahead };
        ways.set(sender, way);
      }
      way.least = Math.min(way.least, ahead);
      return ahead - Math.min(way.least, way.least_before);
    },
  };
}
