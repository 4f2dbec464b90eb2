import { type Random, seededRandom } from '../../catalogue/demo/random.ts';
import type { Fate } from './tokens.ts';

/** Which share of what would go well goes wrong, each from 0 to 1. What it is drawn from is the seed and the key. */
export interface FaultMix {
  readonly seed: string;
  /** Payments that are never answered, and captured a while later. */
  readonly timeouts: number;
  readonly declines: number;
  /** Payments that are captured only when their reservation is gone. */
  readonly late: number;
  /** Webhooks that are sent twice. */
  readonly duplicates: number;
  /** Each webhook is late by up to so much, so that they come out of order. */
  readonly webhook_delay_ms: number;
}

export const NO_FAULTS: FaultMix = {
  seed: '',
  timeouts: 0,
  declines: 0,
  late: 0,
  duplicates: 0,
  webhook_delay_ms: 0,
};

const SHARES = ['timeouts', 'declines', 'late', 'duplicates'] as const;
const LONGEST_DELAY_S = 3_600;

/** A payment that was not answered is captured after between one and two of these. */
const TIMEOUT_MS = 500;

/** Reads `timeouts=5,declines=5,duplicates=5,late=2,webhook_delay_s=1,seed=7`, shares in percent; null where it is none such. */
export function parseFaults(text: string): FaultMix | null {
  const given = new Map<string, string>();
  for (const part of text.split(',')) {
    const [, name, value] = /^\s*(\w+)=([\w.]+)\s*$/.exec(part) ?? [];
    if (name === undefined || value === undefined || given.has(name)) return null;
    given.set(name, value);
  }
  const take = (name: string, most: number): number => {
    const value = given.get(name);
    given.delete(name);
    const number = Number(value ?? 0);
    return number >= 0 && number <= most ? number : Number.NaN;
  };
  const seed = given.get('seed') ?? '';
  given.delete('seed');
  const [timeouts = 0, declines = 0, late = 0, duplicates = 0] = SHARES.map((name) => take(name, 100) / 100);
  const webhook_delay_ms = take('webhook_delay_s', LONGEST_DELAY_S) * 1_000;
  const sum = timeouts + declines + late + duplicates + webhook_delay_ms;
  if (given.size > 0 || Number.isNaN(sum) || timeouts + declines + late > 1) return null;
  return { seed, timeouts, declines, late, duplicates, webhook_delay_ms };
}

/** What becomes of a payment that would go well. The same for the same key, also after a restart. */
export function withFaults(fate: Fate, mix: FaultMix, key: string, late_ms: number): Fate {
  if (fate.ends !== 'captured' || fate.after_ms > 0) return fate;
  const random = chance(mix, key);
  const luck = random.fraction();
  if (luck < mix.declines) return { ...fate, ends: 'declined', reason: 'card_declined' };
  if (luck < mix.declines + mix.timeouts) {
    return { ...fate, after_ms: TIMEOUT_MS * (1 + random.fraction()), answers: 'never' };
  }
  return luck < mix.declines + mix.timeouts + mix.late ? { ...fate, after_ms: late_ms } : fate;
}

/** By how much each sending of a piece of news is late: one or, where it is sent twice, two. */
export function sendings(mix: FaultMix, event_id: string): number[] {
  const random = chance(mix, event_id);
  const times = random.fraction() < mix.duplicates ? 2 : 1;
  return Array.from({ length: times }, () => mix.webhook_delay_ms * random.fraction());
}

function chance(mix: FaultMix, key: string): Random {
  return seededRandom(`${mix.seed} ${key}`);
}
