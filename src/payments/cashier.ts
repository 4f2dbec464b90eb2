import { setTimeout as sleep } from 'node:timers/promises';
import { type Engine, type PaymentTask, StoppingError } from '../../actors/engine/contract.ts';
import type { ConcludePayment, ConcludeRefund } from '../../actors/show/commands.ts';
import { backOff } from '../back-off.ts';
import { createLimiter } from './limiter.ts';
import type { PaymentProvider } from './provider.ts';
import { withTimeLimit } from './time-limit.ts';
import { NEWS_WAIT_MS, PROVIDER_WAIT_MS } from './waits.ts';

/** So many requests are with the provider at once at most; further ones wait their turn. */
const REQUESTS_AT_ONCE = 256;

/** A request that the provider has not answered by then counts as not knowing. */
const PROVIDER_TIMEOUT_MS = 30_000;

export interface CashierOptions {
  readonly engine: Pick<Engine, 'ask' | 'onPaymentDue'>;
  readonly provider: PaymentProvider;
  /** From 0 to below 1; spreads the repetitions. */
  readonly random: () => number;
  /** Called each time something has to be tried again because of an error. */
  readonly onTrouble: (task: PaymentTask, error: Error) => void;
}

export interface Cashier {
  /** Takes up nothing more and lets go of what is with the provider: the engine announces it again after a restart. */
  close(): Promise<void>;
}

/** A payment that is being carried out. */
interface Job {
  readonly type: PaymentTask['type'];
  readonly stop: AbortController;
  done: Promise<void>;
}

type Conclusion = ConcludePayment | ConcludeRefund;

/**
 * Carries out each charge and refund that the engine announces, and tells the show how it went. Never gives one up
 * before its outcome is known, and never has two requests for the same payment with the provider.
 */
export function openCashier(options: CashierOptions): Cashier {
  const limited = createLimiter(REQUESTS_AT_ONCE);
  const jobs = new Map<string, Job>();
  let closing = false;

  const take = (task: PaymentTask): void => {
    const current = jobs.get(task.payment_id);
    // The engine announces again what is still open after a crash of the show; here it is under way already.
    if (closing || current?.type === task.type) return;
    const job: Job = { type: task.type, stop: new AbortController(), done: Promise.resolve() };
    jobs.set(task.payment_id, job);
    // A refund can fall due before the charge has heard that its own news arrived.
    const before = current?.done ?? Promise.resolve();
    job.done = before
      .then(() => carryOut(task, job.stop.signal))
      .then(() => {
        if (jobs.get(task.payment_id) === job) jobs.delete(task.payment_id);
      });
  };

  /** Asks the provider until it knows, and tells the show. Rejects never. */
  const carryOut = async (task: PaymentTask, stop: AbortSignal): Promise<void> => {
    for (let failures = 0; !stop.aborted; failures += 1) {
      const conclusion = await limited(() => askProvider(task, stop));
      if (isFinal(conclusion)) return tell(task, conclusion, stop);
      // The show records once that an outcome is not known, so it needs to hear of it only once.
      if (failures === 0 && !stop.aborted) await tell(task, conclusion, stop);
      await pause(backOff(failures, PROVIDER_WAIT_MS, options.random), stop);
    }
  };

  const askProvider = async (task: PaymentTask, stop: AbortSignal): Promise<Conclusion> => {
    try {
      return await (task.type === 'charge' ? charge(task, stop) : refund(task, stop));
    } catch (error) {
      if (!stop.aborted) options.onTrouble(task, asError(error));
      return notKnown(task);
    }
  };

  const charge = async (task: PaymentTask, stop: AbortSignal): Promise<Conclusion> => {
    const { payment_id, payment_token, amount, currency } = task;
    const outcome = await withTimeLimit(PROVIDER_TIMEOUT_MS, stop, (signal) =>
      options.provider.charge({ payment_id, payment_token, amount, currency }, signal),
    );
    return { type: 'conclude_payment', payment_id, outcome };
  };

  const refund = async (task: PaymentTask, stop: AbortSignal): Promise<Conclusion> => {
    const { payment_id, amount, currency } = task;
    const outcome = await withTimeLimit(PROVIDER_TIMEOUT_MS, stop, (signal) =>
      options.provider.refund({ payment_id, amount, currency }, signal),
    );
    return { type: 'conclude_refund', payment_id, outcome };
  };

  /** Tells the show, until it has taken the news in. */
  const tell = async (task: PaymentTask, conclusion: Conclusion, stop: AbortSignal): Promise<void> => {
    for (let failures = 0; ; failures += 1) {
      try {
        await options.engine.ask(task.show_id, conclusion);
        return;
      } catch (error) {
        if (error instanceof StoppingError) return;
        options.onTrouble(task, asError(error));
      }
      if (stop.aborted) return;
      await pause(backOff(failures, NEWS_WAIT_MS, options.random), stop);
    }
  };

  const pause = async (wait_ms: number, stop: AbortSignal): Promise<void> => {
    try {
      await sleep(wait_ms, undefined, { signal: stop });
    } catch {
      // It was cut short by the stop, which whoever paused looks at next.
    }
  };

  const stopListening = options.engine.onPaymentDue(take);
  return {
    close: async () => {
      closing = true;
      stopListening();
      const open = [...jobs.values()];
      for (const job of open) job.stop.abort();
      await Promise.all(open.map((job) => job.done));
    },
  };
}

function isFinal(conclusion: Conclusion): boolean {
  return conclusion.outcome.type !== 'unknown' && conclusion.outcome.type !== 'failed';
}

function notKnown(task: PaymentTask): Conclusion {
  const { payment_id } = task;
  return task.type === 'charge'
    ? { type: 'conclude_payment', payment_id, outcome: { type: 'unknown' } }
    : { type: 'conclude_refund', payment_id, outcome: { type: 'failed', reason: 'provider_error' } };
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
