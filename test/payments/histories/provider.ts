import { decodeTime } from 'ulid';
import type {
  Charge,
  ChargeOutcome,
  KeyMemory,
  PaymentProvider,
  RefundOutcome,
} from '../../../src/payments/provider.ts';
import type { SimulatedTime } from './time.ts';

/** How a request fares on its way to the provider and back. */
export interface Journey {
  readonly there_ms: number;
  readonly back_ms: number;
  /** Lost, nobody ever hears of it; broken, the cashier hears at once that the line is dead. */
  readonly goes: 'through' | 'lost_there' | 'lost_back' | 'broken_there' | 'broken_back';
  /** It arrives once more so much later; null where it does not. */
  readonly again_ms: number | null;
}

/** What the provider makes of a new payment or refund. */
export interface Making {
  /** Until then it cannot say. */
  readonly settles_ms: number;
  readonly succeeds: boolean;
  /** Repeats its first answer to the same key, whatever became of it since. */
  readonly repeats_itself: boolean;
}

/** Longer than a request is on its way, the first and the second time, and what it made takes to be found. */
const SLACK_MS = 60_000;
export const LONGEST_JOURNEY_MS = SLACK_MS / 3;
const FOUND_AFTER_MS = SLACK_MS / 3;

/** So short that keys die while payments are open. */
const ALIVE_MS = 30_000;
const KEY_MEMORY: KeyMemory = { alive_ms: ALIVE_MS, findable_ms: ALIVE_MS + SLACK_MS };

/** Something that the provider has made, by its books. */
interface Entry {
  readonly amount: number;
  readonly currency: string;
  readonly made_at: number;
  readonly settles_at: number;
  readonly succeeds: boolean;
}

interface Books {
  readonly charges: Entry[];
  readonly refunds: Entry[];
}

/** The provider as the history sees it; its books outlive every crash. */
export interface SimulatedProvider {
  readonly port: PaymentProvider;
  /** All that is under way is broken off, and whoever asks is turned away for so long. */
  crash(down_ms: number): void;
  /** From now on every request arrives and is answered at once, with the truth. */
  calmDown(): void;
  /** Minor units, as of now. */
  captured(payment_id: string): number;
  refunded(payment_id: string): number;
  /** How often a payment was captured, by its key. */
  captures(): ReadonlyMap<string, number>;
  /** What it was asked for and never should have been. */
  readonly outrages: readonly string[];
}

export interface Fates {
  journey(): Journey;
  making(): Making;
}

const CALM_JOURNEY: Journey = { there_ms: 10, back_ms: 10, goes: 'through', again_ms: null };
const CALM_MAKING: Making = { settles_ms: 0, succeeds: true, repeats_itself: false };

/**
 * A payment provider that delays, repeats, reorders, fails, lies by leaving out, and forgets what it answered (once a key
 * is as old as it promised), but never its books.
 */
export function simulateProvider(time: SimulatedTime, fates: Fates): SimulatedProvider {
  const books = new Map<string, Books>();
  /** What was answered first to a key, where it is repeated whatever comes. */
  const first_answers = new Map<string, ChargeOutcome>();
  const under_way = new Set<() => void>();
  const outrages: string[] = [];
  let is_calm = false;
  let down_until = 0;

  const booksOf = (payment_id: string): Books => {
    const known = books.get(payment_id);
    if (known !== undefined) return known;
    const opened: Books = { charges: [], refunds: [] };
    books.set(payment_id, opened);
    return opened;
  };
  const make = ({ amount, currency }: { amount: number; currency: string }, making: Making): Entry => {
    const now = time.now();
    return {
      amount,
      currency,
      made_at: now,
      settles_at: now + making.settles_ms,
      succeeds: making.succeeds,
    };
  };
  const isSettled = (entry: Entry): boolean => entry.settles_at <= time.now();
  const isMade = (entry: Entry): boolean => entry.succeeds && isSettled(entry);
  const sum = (entries: readonly Entry[]): number =>
    entries.filter(isMade).reduce((total, { amount }) => total + amount, 0);

  const outcomeOf = (entry: Entry): ChargeOutcome => {
    if (!isSettled(entry)) return { type: 'unknown' };
    return entry.succeeds ? { type: 'captured' } : { type: 'declined', reason: 'card_declined' };
  };

  const charge = (asked: Charge): ChargeOutcome => {
    const { payment_id } = asked;
    if (asked.amount <= 0) outrages.push(`it was asked to charge ${asked.amount}`);
    const { charges } = booksOf(payment_id);
    const newest = charges.at(-1);
    const is_alive = time.now() - decodeTime(payment_id) < ALIVE_MS + SLACK_MS;
    if (newest !== undefined && is_alive) return first_answers.get(payment_id) ?? outcomeOf(newest);
    const making = is_calm ? CALM_MAKING : fates.making();
    const made = make(asked, making);
    charges.push(made);
    const answer = outcomeOf(made);
    if (making.repeats_itself) first_answers.set(payment_id, answer);
    return answer;
  };

  const refund = (asked: Omit<Charge, 'payment_token'>): RefundOutcome => {
    const { payment_id } = asked;
    const { charges, refunds } = booksOf(payment_id);
    if (!charges.some(isMade)) {
      outrages.push(`it was asked to refund ${payment_id}, which was never captured`);
      return { type: 'failed', reason: 'not_captured' };
    }
    // One that failed in the end gave nothing back, and may be made anew.
    const known = refunds.find((entry) => entry.succeeds || !isSettled(entry));
    const making = is_calm ? CALM_MAKING : fates.making();
    const entry = known ?? make(asked, making);
    if (known === undefined) refunds.push(entry);
    if (!isSettled(entry)) return { type: 'pending' };
    return entry.succeeds ? { type: 'refunded' } : { type: 'failed', reason: 'insufficient_balance' };
  };

  const lookUp = ({ payment_id }: Charge): ChargeOutcome | { type: 'not_found' } => {
    const found = booksOf(payment_id).charges.findLast(
      ({ made_at }) => is_calm || made_at + FOUND_AFTER_MS <= time.now(),
    );
    return found === undefined ? { type: 'not_found' } : outcomeOf(found);
  };

  /** Takes a request to the provider, and its answer back. */
  function travel<Answer>(answer: () => Answer): Promise<Answer> {
    const journey = is_calm ? CALM_JOURNEY : fates.journey();
    const { goes, there_ms, back_ms, again_ms } = journey;
    return new Promise((resolve, reject) => {
      const breakOff = (): void => {
        under_way.delete(breakOff);
        reject(new Error('the line is dead'));
      };
      under_way.add(breakOff);
      const arrive = (): Answer | null => {
        if (time.now() >= down_until) return answer();
        breakOff();
        return null;
      };
      if (goes === 'broken_there') time.later(there_ms, breakOff);
      if (goes === 'broken_there' || goes === 'lost_there') return;
      time.later(there_ms, () => {
        if (!under_way.has(breakOff)) return;
        const answered = arrive();
        if (answered === null || goes === 'lost_back') return;
        time.later(back_ms, () => {
          if (!under_way.delete(breakOff)) return;
          if (goes === 'broken_back') reject(new Error('the line is dead'));
          else resolve(answered);
        });
      });
      if (again_ms !== null) time.later(there_ms + again_ms, arrive);
    });
  }

  return {
    port: {
      key_memory: KEY_MEMORY,
      charge: (asked) => travel(() => charge(asked)),
      refund: (asked) => travel(() => refund(asked)),
      lookUp: (asked) => travel(() => lookUp(asked)),
    },
    crash: (down_ms) => {
      down_until = time.now() + down_ms;
      for (const breakOff of under_way) breakOff();
    },
    calmDown: () => {
      is_calm = true;
      down_until = 0;
    },
    captured: (payment_id) => sum(booksOf(payment_id).charges),
    refunded: (payment_id) => sum(booksOf(payment_id).refunds),
    captures: () =>
      new Map([...books].map(([payment_id, { charges }]) => [payment_id, charges.filter(isMade).length])),
    outrages,
  };
}
