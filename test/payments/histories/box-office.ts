import { type Engine, openEngine, type ShowCommand, type ShowFact } from '../../../actors/index.ts';
import type { Limits } from '../../../actors/limits.ts';
import type { ShowDefinition } from '../../../actors/show/definition.ts';
import type { Reply } from '../../../actors/show/replies.ts';
import { type Cashier, openCashier } from '../../../src/payments/cashier.ts';
import type { PaymentProvider } from '../../../src/payments/provider.ts';
import type { SurvivingLog } from './log.ts';
import type { SimulatedTime } from './time.ts';

export interface BoxOfficeOptions {
  readonly time: SimulatedTime;
  readonly log: SurvivingLog;
  readonly provider: PaymentProvider;
  readonly show: ShowDefinition;
  readonly limits: Limits;
  readonly random: () => number;
  readonly onFact: (fact: ShowFact) => void;
  /** What must never happen, such as a show's actor dying. */
  readonly onOutrage: (error: Error) => void;
}

/** The real engine with the real cashier, as a process that can die at any moment. */
export interface BoxOffice {
  /** Asks and listens; null where no answer came, because it is closed or died meanwhile. */
  ask(command: ShowCommand): Promise<Reply | null>;
  nudge(payment_id: string): void;
  /** Everything in memory is gone; it starts again after a while. */
  crash(down_ms: number): void;
  /** It finishes what is under way, as far as it may, and starts again at once. */
  restart(): void;
}

/** A request to a provider that could not hear it in time; longer than most journeys there and back. */
const TIMEOUT_MS = 15_000;

export function runBoxOffice(options: BoxOfficeOptions): BoxOffice {
  const { time, show } = options;
  let life = begin(options);
  /** It may crash again while it is down or closing: who brings it back first does, and nobody after. */
  const begunAgain = (ended: Life) => (): void => {
    if (life === ended) life = begin(options);
  };

  return {
    ask: async (command) => {
      // Who asks in vain asks again some other time, if the history says so.
      return life.engine?.ask(show.show_id, command).catch(() => null) ?? null;
    },
    nudge: (payment_id) => life.cashier?.nudge(payment_id),
    crash: (down_ms) => {
      life.end();
      time.later(down_ms, begunAgain(life));
    },
    restart: () => {
      void life.close().then(begunAgain(life));
    },
  };
}

/** One life of the box office, from its start to its crash. Until both are open it answers nobody. */
interface Life {
  engine: Engine | null;
  cashier: Cashier | null;
  end(): void;
  /** Resolves when it has ended in good order; never where it crashes before. */
  close(): Promise<void>;
}

function begin(options: BoxOfficeOptions): Life {
  const { time, show, limits, provider, random, onFact, onOutrage } = options;
  const { log, cut } = options.log.connect();
  let is_over = false;
  const life: Life = {
    engine: null,
    cashier: null,
    end: () => {
      is_over = true;
      life.engine = null;
      life.cashier = null;
      cut();
      time.forgetTimers();
    },
    close: async () => {
      const { engine, cashier } = life;
      if (engine === null || cashier === null) return new Promise<never>(() => {});
      life.engine = null;
      life.cashier = null;
      await cashier.close();
      await engine.close();
      if (is_over) return new Promise<never>(() => {});
      life.end();
    },
  };
  const open = async (): Promise<void> => {
    const engine = await openEngine({
      log,
      definitionOf: () => show,
      limits,
      clock: time.now,
      onBroken: onOutrage,
      onCrash: (_show_id, error) => onOutrage(error),
    });
    if (is_over) return;
    engine.onFact((fact) => {
      if (!is_over) onFact(fact);
    });
    life.engine = engine;
    life.cashier = openCashier({
      engine,
      provider: until(provider, () => is_over),
      timeout_ms: TIMEOUT_MS,
      clock: time.now,
      random,
      onTrouble: () => undefined,
    });
  };
  open().catch(onOutrage);
  return life;
}

/** What is asked by a box office that has died never leaves it. */
function until(provider: PaymentProvider, isOver: () => boolean): PaymentProvider {
  const never = new Promise<never>(() => {});
  return {
    key_memory: provider.key_memory,
    charge: (charge, signal) => (isOver() ? never : provider.charge(charge, signal)),
    lookUp: (charge, signal) => (isOver() ? never : provider.lookUp(charge, signal)),
    refund: (refund, signal) => (isOver() ? never : provider.refund(refund, signal)),
  };
}
