import type { Offer } from './messages.ts';

/** Which editions others have, as far as they have said so lately. */
export interface OffersHeard {
  add(offer: Offer, now: number): void;
  /** Of those who are still there. */
  all(now: number): Offer[];
  /** Whether the first of them came a moment ago, so that others who were asked at the same time may not have answered yet. */
  mayBeMore(now: number): boolean;
}

/** Holders offer what they have this often. */
export const OFFER_EVERY_MS = 5_000;
/** Who has missed three turns is away. */
const FORGOTTEN_AFTER_MS = 3 * OFFER_EVERY_MS + 1_000;
const ANSWERING_MS = 500;

interface Heard {
  readonly offer: Offer;
  readonly first_at: number;
  readonly last_at: number;
}

export function createOffersHeard(): OffersHeard {
  const heard = new Map<string, Heard>();

  function forgetAbsent(now: number): void {
    for (const [holder_id, { last_at }] of heard) {
      if (now - last_at > FORGOTTEN_AFTER_MS) heard.delete(holder_id);
    }
  }

  return {
    add(offer, now) {
      const first_at = heard.get(offer.holder_id)?.first_at ?? now;
      heard.set(offer.holder_id, { offer, first_at, last_at: now });
    },
    all(now) {
      forgetAbsent(now);
      return Array.from(heard.values(), ({ offer }) => offer);
    },
    mayBeMore(now) {
      forgetAbsent(now);
      return Array.from(heard.values()).every(({ first_at }) => now - first_at < ANSWERING_MS);
    },
  };
}
