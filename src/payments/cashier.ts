import { decodeTime } from 'ulid';
import { TurnoverMap } from '../../actors/collections/turnover-map.ts';
import { type Engine, type PaymentTask, StoppingError } from '../../actors/engine/contract.ts';
import { backOff } from '../back-off.ts';
import { askProvider, type Conclusion, notKnown } from './asking.ts';
import { type Bell, createBell } from './bell.ts';
import type { PaymentFigures } from './figures.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import type { PaymentProvider } from './provider.ts';
import { withTimeLimit } from './time-limit.ts';
import { NEWS_WAIT_MS, PROVIDER_WAIT_MS } from './waits.ts';

/**
 * So many requests of each kind are with the provider at once at most; further ones wait their turn. The kinds do not
 * wait for one another: neither the refunds of a cancelled hall, nor payments that hang, nor what is taken up after an
 * outage hold up whoever pays now.
 */
const FRESH_CHARGES_AT_ONCE = 256;
const OLD_CHARGES_AT_ONCE = 64;
const REFUNDS_AT_ONCE = 64;

/** Somebody still waits for the answer to a payment that is younger. */
const FRESH_MS = 10_000;

export interface CashierOptions {
  readonly engine: Pick<Engine, 'ask' | 'onPaymentDue'>;
  readonly provider: PaymentProvider;
  /** A request that the provider has not answered by then counts as not knowing. */
  readonly timeout_ms: number;
  /** Unix milliseconds, of the same clock that the payments' ids are drawn by. */
  readonly clock: () => number;
  /** From 0 to below 1; spreads the repetitions. */
  readonly random: () => number;
  /** Called each time something has to be tried again because of an error. */
  readonly onTrouble: (task: PaymentTask, error: Error) => void;
  readonly figures?: PaymentFigures;
}

export interface Cashier {
  /** Somebody says that there is news of the payment: where it is still open here, the provider is asked at once. */
  nudge(payment_id: string): void;
  /** Takes up nothing more and lets go of what is with the provider: the engine announces it again after a restart. */
  close(): Promise<void>;
}

/** A payment that is being carried out. */
interface Job {
  readonly task: PaymentTask;
  readonly news: Bell;
  done: Promise<void>;
}

/**
 * Carries out each charge and refund that the engine announces, and tells the show how it went. Never gives one up
 * before its outcome is known, and never has two requests for the same payment with the provider.
 */
export function openCashier(options: CashierOptions): Cashier {
  const { provider, clock, random, figures } = options;
  const freshCharges = createLimiter(FRESH_CHARGES_AT_ONCE);
  const oldCharges = createLimiter(OLD_CHARGES_AT_ONCE);
  const refunds = createLimiter(REFUNDS_AT_ONCE);
  const jobs = new TurnoverMap<string, Job>();
  let is_closing = false;

  const take = (task: PaymentTask): void => {
    const current = jobs.get(task.payment_id);
    // The engine announces again what is still open after a crash of the show; here it is under way already.
    if (is_closing || current?.task.type === task.type) return;
    const job: Job = { task, news: createBell(), done: Promise.resolve() };
    jobs.set(task.payment_id, job);
    // A refund can fall due before the charge has heard that its own news arrived.
    const before = current?.done ?? Promise.resolve();
    job.done = before
      .then(() => carryOut(job))
      .then(() => {
        if (jobs.get(task.payment_id) === job) jobs.delete(task.payment_id);
      });
  };

  /** Asks the provider until it knows, and tells the show. Rejects never. */
  const carryOut = async (job: Job): Promise<void> => {
    const { news } = job;
    let is_trouble_told = false;
    for (let failures = 0; !news.isStopped(); failures += 1) {
      const is_repeated = failures > 0;
      const limited = limiterOf(job.task, is_repeated);
      const conclusion = await limited(() => ask(job, is_repeated));
      if (conclusion !== null && isFinal(conclusion)) return tell(job, conclusion);
      // The show records once that an outcome is not known, so it needs to hear of it only once.
      if (conclusion !== null && !is_trouble_told && !news.isStopped()) {
        await tell(job, conclusion);
        is_trouble_told = true;
      }
      await news.pause(backOff(failures, PROVIDER_WAIT_MS, random));
    }
  };

  const limiterOf = ({ type, payment_id }: PaymentTask, is_repeated: boolean): Limiter => {
    if (type === 'refund') return refunds;
    const is_fresh = !is_repeated && clock() - decodeTime(payment_id) < FRESH_MS;
    return is_fresh ? freshCharges : oldCharges;
  };

  const ask = async ({ task, news }: Job, is_repeated: boolean): Promise<Conclusion | null> => {
    const asked_at = performance.now();
    let conclusion: Conclusion | null;
    try {
      conclusion = await news.during((controller) =>
        withTimeLimit(options.timeout_ms, controller, (signal) =>
          askProvider({ provider, task, is_repeated, now: clock() }, signal),
        ),
      );
    } catch (error) {
      if (!news.isStopped()) options.onTrouble(task, asError(error));
      conclusion = notKnown(task);
    }
    if (!news.isStopped()) {
      figures?.answered(task.type, conclusion?.outcome.type ?? 'pending', performance.now() - asked_at);
    }
    return conclusion;
  };

  /** Tells the show, until it has taken the news in. */
  const tell = async ({ task, news }: Job, conclusion: Conclusion): Promise<void> => {
    for (let failures = 0; ; failures += 1) {
      try {
        await options.engine.ask(task.show_id, conclusion);
        return;
      } catch (error) {
        if (error instanceof StoppingError) return;
        options.onTrouble(task, asError(error));
      }
      if (news.isStopped()) return;
      await news.pause(backOff(failures, NEWS_WAIT_MS, random));
    }
  };

  figures?.watchOpen(() => jobs.values().map(({ task }) => task));
  const stopListening = options.engine.onPaymentDue(take);
  return {
    nudge: (payment_id) => jobs.get(payment_id)?.news.ring(),
    close: async () => {
      is_closing = true;
      stopListening();
      const open = jobs.values();
      for (const { news } of open) news.stop(new Error('it was given up because the service stops'));
      await Promise.all(open.map((job) => job.done));
    },
  };
}

function isFinal(conclusion: Conclusion): boolean {
  return conclusion.outcome.type !== 'unknown' && conclusion.outcome.type !== 'failed';
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
