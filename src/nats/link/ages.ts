/** Tells how long messages of a sender were on their way, by two steady clocks that have nothing in common. */
export interface Ages {
  /**
   * Milliseconds beyond the quickest of late: `sent_at` by the sender's clock, and now by ours. 0 for its first message.
   */
  of(sender: string, sent_at: number): number;
}

/**
 * The quickest way of the last one to two of these counts: clocks drift, and one that stood still while its machine was
 * moved or asleep is behind for good, which for so long looks as if all that it sends were old.
 */
const WINDOW_MS = 10_000;
/** What was known of a sender that has been silent for longer tells nothing any more. */
const FORGET_AFTER_MS = 120_000;

interface Way {
  readonly begun_at: number;
  /** The least of what our clock was ahead of the sender's at arrival. */
  least: number;
  readonly least_before: number;
}

export function createAges(now: () => number): Ages {
  const ways = new Map<string, Way>();

  function forgetSilent(at: number): void {
    for (const [sender, { begun_at }] of ways) if (at - begun_at > FORGET_AFTER_MS) ways.delete(sender);
  }

  function wayOf(sender: string, at: number, ahead: number): Way {
    const known = ways.get(sender);
    if (known !== undefined && at - known.begun_at <= WINDOW_MS) return known;
    forgetSilent(at);
    const before = ways.get(sender);
    const way = { begun_at: at, least: ahead, least_before: before?.least ?? ahead };
    ways.set(sender, way);
    return way;
  }

  return {
    of(sender, sent_at) {
      const at = now();
      const ahead = at - sent_at;
      const way = wayOf(sender, at, ahead);
      way.least = Math.min(way.least, ahead);
      return ahead - Math.min(way.least, way.least_before);
    },
  };
}
