import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { ulid } from 'ulid';
import { type Engine, openEngine } from '../../actors/index.ts';
import type { Limits } from '../../actors/limits.ts';
import type { ShowDefinition } from '../../actors/show/definition.ts';
import { fingerprint } from '../../actors/show/fingerprint.ts';
import type { BookingView, PaymentStatus } from '../../actors/show/replies.ts';
import { openSqliteLog } from '../../persistence/index.ts';
import { openCashier } from '../../src/payments/cashier.ts';
import { createPaymentFigures } from '../../src/payments/figures.ts';
import type { PaymentProvider } from '../../src/payments/provider.ts';

const TIMEOUT_MS = 10_000;

const SEATS = 400;

const SHOW: ShowDefinition = {
  show_id: ulid(),
  movie_id: ulid(),
  hall_id: ulid(),
  starts_at: Date.now() + 86_400_000,
  currency: 'USD',
  types: [{ name: 'regular', amount: 1499 }],
  layout: [{ row: 'A', segments: [{ type: 0, first: 1, count: SEATS, gap: 0 }] }],
};

/** A real engine over a real log in a temporary folder, with a cashier at work. */
export interface BoxOffice {
  readonly troubles: readonly string[];
  /** Reserves one seat, and starts to pay for it, as if at that time. Gives the booking's id. */
  pay(payment_token: string, begun_at?: number): Promise<string>;
  cancel(booking_id: string): Promise<void>;
  /** The booking once its newest payment stands like this. */
  whenPayment(booking_id: string, status: PaymentStatus): Promise<BookingView>;
  /** Stops cashier and engine, and opens both again over the same log. */
  restart(provider: PaymentProvider): Promise<void>;
  stopCashier(): Promise<void>;
  /** Says that there is news of a booking's newest payment. */
  nudge(booking: BookingView): void;
  /** What the cashier counted, as Prometheus reads it. */
  figures(): Promise<string>;
  close(): Promise<void>;
}

export async function openBoxOffice(provider: PaymentProvider, limits: Limits): Promise<BoxOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'boxoffice-cashier-'));
  const troubles: string[] = [];
  const figures = createPaymentFigures(Date.now);
  const registry = new Registry();
  for (const metric of figures.metrics) registry.registerMetric(metric);
  const session_of = new Map<string, string>();
  const sessionOf = (booking_id: string): string => session_of.get(booking_id) ?? '';
  let parts = await open(provider);

  async function open(with_provider: PaymentProvider) {
    const engine = await openEngine({
      log: await openSqliteLog(folder),
      definitionOf: (show_id) => (show_id === SHOW.show_id ? SHOW : null),
      limits,
      clock: Date.now,
      onBroken: (error) => troubles.push(error.message),
      onCrash: (_show_id, error) => troubles.push(error.message),
    });
    const cashier = openCashier({
      engine,
      provider: with_provider,
      timeout_ms: TIMEOUT_MS,
      clock: Date.now,
      // The shortest pauses that there can be.
      random: () => 0,
      onTrouble: (_task, error) => troubles.push(error.message),
      figures,
    });
    return { engine, cashier };
  }

  async function close(): Promise<void> {
    await parts.cashier.close();
    await parts.engine.close();
  }

  return {
    troubles,
    async pay(payment_token, begun_at) {
      const booking_id = ulid();
      const session = fingerprint(booking_id);
      session_of.set(booking_id, session);
      await bookingReply(parts.engine, {
        type: 'reserve',
        session,
        wanted: { count: 1, seat_type: null },
        movie_id: null,
        booking_id,
        key: null,
      });
      const payment_id = ulid(begun_at);
      await bookingReply(parts.engine, {
        type: 'start_payment',
        session,
        booking_id,
        payment_token,
        payment_id,
        key: null,
      });
      return booking_id;
    },
    async cancel(booking_id) {
      await bookingReply(parts.engine, {
        type: 'end_booking',
        session: sessionOf(booking_id),
        booking_id,
        only: 'booked',
        key: null,
      });
    },
    async whenPayment(booking_id, status) {
      const { engine } = parts;
      return new Promise((resolve, reject) => {
        const look = (booking: BookingView): void => {
          if (booking.booking_id !== booking_id || booking.payment?.status !== status) return;
          stop();
          resolve(booking);
        };
        const stop = engine.onFact((fact) => fact.bookings.forEach(look));
        engine
          .ask(SHOW.show_id, { type: 'read_booking', session: sessionOf(booking_id), booking_id })
          .then((reply) => {
            if (reply.type === 'booking') look(reply.booking);
          }, reject);
      });
    },
    async restart(with_provider) {
      await close();
      parts = await open(with_provider);
    },
    stopCashier: () => parts.cashier.close(),
    nudge: ({ payment }) => parts.cashier.nudge(payment?.payment_id ?? ''),
    figures: () => registry.metrics(),
    async close() {
      await close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function bookingReply(engine: Engine, command: Parameters<Engine['ask']>[1]): Promise<void> {
  const reply = await engine.ask(SHOW.show_id, command);
  if (reply.type === 'refused') throw new Error(`refused: ${reply.code}`);
}
