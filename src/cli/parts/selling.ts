import { type Engine, openEngine } from '../../../actors/index.ts';
import { type EventLog, partitionOf } from '../../../persistence/index.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Config } from '../../config/config.ts';
import { openCashier } from '../../payments/cashier.ts';
import { createPaymentFigures, type PaymentFigures } from '../../payments/figures.ts';
import { openTimelines } from '../../replay/timelines.ts';
import { inProcessRouting } from '../../routing/in-process.ts';
import type { Routing } from '../../routing/routing.ts';
import type { Logger } from '../logger.ts';
import { openPayments, type Payments } from './payments.ts';

export interface SellingOptions {
  readonly config: Config;
  readonly log: EventLog;
  readonly catalogue: Catalogue;
  readonly logger: Logger;
  /** Called with a `LogBrokenError`: the process has to end at once. */
  readonly onBroken: (error: Error) => void;
}

/** What sells the seats: the engine over the log, and the cashier who carries out its payments. */
export interface Selling {
  readonly engine: Engine;
  readonly routing: Routing;
  readonly payments: Payments;
  readonly figures: PaymentFigures;
  /** Finishes what is under way, and closes the log too. Whatever asks the engine is to be closed before. */
  close(): Promise<void>;
}

export async function openSelling(options: SellingOptions): Promise<Selling> {
  const { config, log, catalogue, logger, onBroken } = options;
  const owned = new Set(config.partitions);
  const ownsShow = (show_id: string): boolean => owned.has(partitionOf(show_id));
  const engine = await openEngine({
    log,
    definitionOf: (show_id) => catalogue.definitionOf(show_id),
    ownsShow,
    onForeignShows: (shows) =>
      logger.warn({ shows }, 'the log holds shows of partitions that this engine does not own; they rest'),
    limits: config.limits,
    clock: Date.now,
    onBroken,
    onCrash: (show_id, error) =>
      logger.error({ err: error, show_id }, 'a show failed and is woken again from the log'),
  });
  const payments = await openPayments(config, logger);
  const figures = createPaymentFigures(Date.now);
  const cashier = openCashier({
    engine,
    provider: payments.provider,
    timeout_ms: config.payments.timeout_ms,
    clock: Date.now,
    random: Math.random,
    onTrouble: ({ type, show_id, payment_id }, error) =>
      logger.warn({ err: error, show_id, payment_id }, `a ${type} did not go through and is tried again`),
    figures,
  });
  return {
    engine,
    routing: inProcessRouting(engine, cashier, openTimelines(config.data_folder)),
    payments,
    figures,
    close: async () => {
      await cashier.close();
      await payments.close();
      await engine.close();
    },
  };
}
