import { Counter, Gauge, Histogram, type Metric } from 'prom-client';
import { decodeTime } from 'ulid';
import type { PaymentTask } from '../../actors/engine/contract.ts';

type TaskType = PaymentTask['type'];

/** What the cashier counts, in the words of Prometheus. */
export interface PaymentFigures {
  /** The provider answered, or could not be asked; `elapsed_ms` with the wait for it. */
  answered(type: TaskType, outcome: string, elapsed_ms: number): void;
  /** Where to look for what is open. */
  watchOpen(readOpen: () => readonly PaymentTask[]): void;
  /** To be registered with whatever shows them. */
  readonly metrics: readonly Metric[];
}

const TYPES: readonly TaskType[] = ['charge', 'refund'];
const LATENCY_BUCKETS_S = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** `clock` in Unix milliseconds. */
export function createPaymentFigures(clock: () => number): PaymentFigures {
  let readOpen = (): readonly PaymentTask[] => [];
  const answers = new Counter({
    name: 'boxoffice_payment_answers_total',
    help: 'Answers of the payment provider by outcome; what could not be asked counts as unknown, or as failed',
    labelNames: ['type', 'outcome'],
    registers: [],
  });
  const latency = new Histogram({
    name: 'boxoffice_payment_provider_seconds',
    help: 'How long the payment provider took to answer, or until it was given up',
    labelNames: ['type'],
    buckets: LATENCY_BUCKETS_S,
    registers: [],
  });
  const open = new Gauge({
    name: 'boxoffice_payments_open',
    help: 'Charges and refunds whose end is not known yet',
    labelNames: ['type'],
    registers: [],
    collect() {
      const tasks = readOpen();
      for (const type of TYPES) this.set({ type }, tasks.filter((task) => task.type === type).length);
    },
  });
  const oldest = new Gauge({
    name: 'boxoffice_payments_oldest_open_seconds',
    help: 'How long ago the oldest payment was begun whose charge or refund is open',
    labelNames: ['type'],
    registers: [],
    collect() {
      const now = clock();
      for (const type of TYPES) this.set({ type }, oldestAge(readOpen(), type, now) / 1_000);
    },
  });
  return {
    answered(type, outcome, elapsed_ms) {
      answers.inc({ type, outcome });
      latency.observe({ type }, elapsed_ms / 1_000);
    },
    watchOpen(read) {
      readOpen = read;
    },
    metrics: [answers, latency, open, oldest],
  };
}

/** In milliseconds; 0 where none is open. A payment's id tells when it was begun. */
function oldestAge(tasks: readonly PaymentTask[], type: TaskType, now: number): number {
  return tasks.reduce(
    (oldest_ms, task) =>
      task.type === type ? Math.max(oldest_ms, now - decodeTime(task.payment_id)) : oldest_ms,
    0,
  );
}
