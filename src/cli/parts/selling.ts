import { type Engine, openEngine } from '../../../actors/index.ts';
import type { EventLog } from '../../../persistence/index.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Config } from '../../config/config.ts';
import { type Cashier, openCashier } from '../../payments/cashier.ts';
import { openSandbox } from '../../payments/sandbox.ts';
import type { Logger } from '../logger.ts';

/** By how much a payment with `tok_late` outlives the longest time that its reservation can be held. */
const SANDBOX_LATE_MARGIN_MS = 5_000;

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
  /** Finishes what is under way, and closes the log too. Whatever asks the engine is to be closed before. */
  close(): Promise<void>;
}

export async function openSelling(options: SellingOptions): Promise<Selling> {
  const { config, log, catalogue, logger, onBroken } = options;
  const engine = await openEngine({
    log,
    definitionOf: (show_id) => catalogue.definitionOf(show_id),
    limits: config.limits,
    clock: Date.now,
    onBroken,
    onCrash: (show_id, error) =>
      logger.error({ err: error, show_id }, 'a show failed and is woken again from the log'),
  });
  const cashier = openSandboxCashier(engine, config, logger);
  return {
    engine,
    close: async () => {
      await cashier.close();
      await engine.close();
    },
  };
}

function openSandboxCashier(engine: Engine, { limits }: Config, logger: Logger): Cashier {
  const longest_hold_ms = limits.reservation_ms + limits.reservation_buffer_ms + limits.payment_ms;
  return openCashier({
    engine,
    provider: openSandbox({ late_ms: longest_hold_ms + SANDBOX_LATE_MARGIN_MS, clock: Date.now }),
    random: Math.random,
    onTrouble: ({ type, show_id, payment_id }, error) =>
      logger.warn({ err: error, show_id, payment_id }, `a ${type} did not go through and is tried again`),
  });
}
