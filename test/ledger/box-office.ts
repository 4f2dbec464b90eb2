import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type Engine, openEngine, type ShowCommand } from '../../actors/index.ts';
import { DEFAULT_LIMITS } from '../../actors/limits.ts';
import type { ConcludePayment, ConcludeRefund } from '../../actors/show/commands.ts';
import { type LogReader, openLogReader, openSqliteLog } from '../../persistence/index.ts';
import { showIn } from '../rules/halls.ts';
import { id, session } from '../rules/people.ts';

export const EURO_SHOW = id('SHOW', 'EUR');
/** Yen have no minor unit. */
export const YEN_SHOW = id('SHOW', 'YEN');
/** Dinars of Kuwait have thousandths. */
export const DINAR_SHOW = id('SHOW', 'KWD');
export const QUIET_SHOW = id('SHOW', 'QUIET');

const PRICES: ReadonlyMap<string, { currency: string; amount: number }> = new Map([
  [EURO_SHOW, { currency: 'EUR', amount: 1_250 }],
  [YEN_SHOW, { currency: 'JPY', amount: 1_900 }],
  [DINAR_SHOW, { currency: 'KWD', amount: 3_250 }],
  [QUIET_SHOW, { currency: 'CHF', amount: 1_700 }],
]);

/** A real engine over a real log, at times that the test sets, and in place of a cashier the test. */
export interface BoxOffice {
  /** `2026-12-18T19:30:00Z`, from which time on things happen now. */
  setClock(time: string): void;
  /** Reserves so many seats for somebody and starts to pay: everything is named after who it is. */
  startPaying(show_id: string, who: string, seats: number): Promise<void>;
  concludePayment(show_id: string, who: string, outcome: ConcludePayment['outcome']): Promise<void>;
  concludeRefund(show_id: string, who: string, outcome: ConcludeRefund['outcome']): Promise<void>;
  buy(show_id: string, who: string, seats: number): Promise<void>;
  cancel(show_id: string, who: string): Promise<void>;
  ask(show_id: string, command: ShowCommand): Promise<void>;
  read<Result>(use: (reader: LogReader) => Result): Result;
  /** Changes a table behind the engine's back. */
  damage(statement: string): void;
  close(): Promise<void>;
}

export async function openBoxOffice(): Promise<BoxOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'boxoffice-ledger-'));
  let now = Date.parse('2026-12-01T00:00:00Z');
  const fail = (error: Error): never => {
    throw error;
  };
  const engine: Engine = await openEngine({
    log: await openSqliteLog(folder),
    definitionOf: (show_id) => {
      const price = PRICES.get(show_id);
      if (price === undefined) return null;
      const definition = showIn(['rrrrrrrrrr'], Date.parse('2026-12-24T20:00:00Z'));
      return {
        ...definition,
        show_id,
        currency: price.currency,
        types: definition.types.map((type) => ({ ...type, amount: price.amount })),
      };
    },
    limits: DEFAULT_LIMITS,
    clock: () => now,
    onBroken: fail,
    onCrash: (_show_id, error) => fail(error),
  });

  async function ask(show_id: string, command: ShowCommand): Promise<void> {
    const reply = await engine.ask(show_id, command);
    if (reply.type === 'refused') throw new Error(`${command.type} was refused: ${reply.code}`);
  }

  const office: BoxOffice = {
    ask,
    setClock: (time) => {
      now = Date.parse(time);
    },
    startPaying: async (show_id, who, seats) => {
      const booking_id = id('B', who);
      const wanted = { count: seats, seat_type: null };
      const by = { session: session(who), booking_id, key: null };
      await ask(show_id, { type: 'reserve', wanted, movie_id: null, ...by });
      const payment_id = id('P', who);
      await ask(show_id, { type: 'start_payment', payment_token: 'tok_ok', payment_id, ...by });
    },
    concludePayment: (show_id, who, outcome) =>
      ask(show_id, { type: 'conclude_payment', payment_id: id('P', who), outcome }),
    concludeRefund: (show_id, who, outcome) =>
      ask(show_id, { type: 'conclude_refund', payment_id: id('P', who), outcome }),
    buy: async (show_id, who, seats) => {
      await office.startPaying(show_id, who, seats);
      await office.concludePayment(show_id, who, { type: 'captured' });
    },
    cancel: (show_id, who) =>
      ask(show_id, {
        type: 'end_booking',
        session: session(who),
        booking_id: id('B', who),
        only: 'booked',
        key: null,
      }),
    read: (use) => {
      const reader = openLogReader(folder);
      try {
        return use(reader);
      } finally {
        reader.close();
      }
    },
    damage: (statement) => {
      const database = new Sqlite(join(folder, 'log.db'));
      try {
        database.exec(statement);
      } finally {
        database.close();
      }
    },
    close: async () => {
      await engine.close();
      rmSync(folder, { recursive: true });
    },
  };
  return office;
}
