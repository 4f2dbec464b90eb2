import type {
  Charge,
  ChargeOutcome,
  KeyMemory,
  NotFound,
  PaymentProvider,
  Refund,
  RefundOutcome,
} from '../../src/payments/provider.ts';

/** What a provider says when it is asked; the signal is that of the request. */
export interface Script {
  readonly charge?: readonly ((signal: AbortSignal) => Promise<ChargeOutcome>)[];
  readonly lookUp?: readonly ((signal: AbortSignal) => Promise<ChargeOutcome | NotFound>)[];
  readonly refund?: readonly (() => Promise<RefundOutcome>)[];
  readonly key_memory?: KeyMemory;
}

export interface ScriptedProvider {
  readonly provider: PaymentProvider;
  /** What it was asked, in order, e.g. `charge`. */
  readonly asked: readonly string[];
  /** Of which payments, in the same order. */
  readonly payments: readonly string[];
  mostUnderWay(): number;
  /** Resolves once it has been asked so often. */
  whenAsked(times: number): Promise<void>;
}

/** A provider that gives these answers one after the other, then always the last, and keeps what it is asked. */
export function scripted(script: Script): ScriptedProvider {
  const asked: string[] = [];
  const payments: string[] = [];
  let under_way = 0;
  let most_under_way = 0;
  const waiting = new Set<() => void>();

  async function answer<Outcome>(
    what: 'charge' | 'lookUp' | 'refund',
    answers: readonly ((signal: AbortSignal) => Promise<Outcome>)[] | undefined,
    { payment_id }: Charge | Refund,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const before = asked.filter((each) => each === what).length;
    const say = answers?.[Math.min(before, answers.length - 1)];
    asked.push(what);
    payments.push(payment_id);
    for (const look of waiting) look();
    if (say === undefined) throw new Error(`nobody expected ${what}`);
    under_way += 1;
    most_under_way = Math.max(most_under_way, under_way);
    try {
      return await say(signal);
    } finally {
      under_way -= 1;
    }
  }

  return {
    provider: {
      key_memory: script.key_memory ?? {
        alive_ms: Number.POSITIVE_INFINITY,
        findable_ms: Number.POSITIVE_INFINITY,
      },
      charge: (charge, signal) => answer('charge', script.charge, charge, signal),
      lookUp: (charge, signal) => answer('lookUp', script.lookUp, charge, signal),
      refund: (refund, signal) => answer('refund', script.refund, refund, signal),
    },
    asked,
    payments,
    mostUnderWay: () => most_under_way,
    whenAsked: (times) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (asked.length < times) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}

export const captured = async () => ({ type: 'captured' }) as const;
export const unknown = async () => ({ type: 'unknown' }) as const;
export const notFound = async () => ({ type: 'not_found' }) as const;
export const refunded = async () => ({ type: 'refunded' }) as const;
export const failing = (): Promise<never> => Promise.reject(new Error('the line is dead'));
/** Answers never, and takes no notice that nobody listens any more. */
export const silent = (): Promise<never> => new Promise(() => {});
/** Answers never, and ends with its request. */
export const hanging = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
