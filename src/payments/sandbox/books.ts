import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { drawId } from '../../ids.ts';
import { type FaultMix, sendings, withFaults } from './faults.ts';
import { groupCommit } from './group-commit.ts';
import { type EventType, endOf, type Payment, type PaymentOrder } from './payment.ts';
import { ALL_PAYMENTS, openStatements, type PaymentRow, paymentOf, SCHEMA } from './records.ts';
import { type Fate, fateOf } from './tokens.ts';

const FILE = 'books.db';

/** Where the books of a data folder's sandbox are: in a folder of their own, as they are another's. */
export function booksFolder(data_folder: string): string {
  return join(data_folder, 'sandbox-payments');
}

/** News that nobody took for so long are given up. */
const NEWS_KEPT_MS = 24 * 3_600_000;

/**
 * The sandbox's books: every payment, and the news of it that are still to be sent. Whatever resolves is on disk; what is
 * kept in memory is nothing, so that a second process over the same file, or one after a kill, says the same.
 */
export interface Books {
  /** Makes a payment, or gives the one that was made under the key before. */
  make(key: string, payment_token: string, order: PaymentOrder): Promise<Made | Refused>;
  capture(id: string): Promise<Payment | Refused>;
  /** Gives so much back, under a key of its own. */
  refund(id: string, key: string, amount: number): Promise<Payment | Refused>;
  find(id: string): Promise<Payment | null>;
  findByKey(key: string): Promise<Payment | null>;
  /** Every payment, oldest first. */
  all(): Iterable<Payment>;
  readonly news: NewsBook;
  close(): void;
}

export interface Made {
  readonly payment: Payment;
  /** Null where the payment was made before. */
  readonly fate: Fate | null;
}

export interface Refused {
  readonly refused:
    | 'key_reused'
    | 'unknown_payment'
    | 'not_authorised'
    | 'not_refundable'
    | 'refund_declined';
}

/** The news that are still to be sent. */
export interface NewsBook {
  /** So many of those that are due, the ones due longest first. */
  due(most: number): Promise<News[]>;
  /** It was taken in. */
  sent(number: number): Promise<void>;
  /** It was not, and is to be sent again then. */
  postpone(number: number, due_at: number): Promise<void>;
  /** When the next is due, Unix milliseconds, or null. */
  nextDue(): number | null;
}

export interface News {
  readonly number: number;
  readonly event_id: string;
  readonly type: EventType;
  /** Unix milliseconds. */
  readonly happened_at: number;
  readonly attempts: number;
  readonly payment: Payment;
}

export interface BooksOptions {
  readonly folder: string;
  readonly faults: FaultMix;
  readonly late_ms: number;
  readonly clock: () => number;
}

export function openBooks({ folder, faults, late_ms, clock }: BooksOptions): Books {
  mkdirSync(folder, { recursive: true });
  const database = new Database(join(folder, FILE));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(SCHEMA);
  const statements = openStatements(database);
  const commit = groupCommit(database);

  /** Runs the change over books in which every payment whose time has come has ended. */
  const change = <Result>(run: (now: number) => Result): Promise<Result> =>
    commit(() => {
      const now = clock();
      statements.endDue.run({ now });
      return run(now);
    });

  function announce(payment_id: string, type: EventType, happened_at: number): void {
    const event_id = `evt_${drawId()}`;
    for (const delay_ms of sendings(faults, event_id)) {
      const due_at = Math.ceil(happened_at + delay_ms);
      statements.addNews.run({ event_id, payment_id, type, happened_at, due_at });
    }
  }

  const byId = (id: string): PaymentRow | undefined => statements.findById.get(id);

  return {
    make: (key, payment_token, order) =>
      change((now) => {
        const request_hash = createHash('sha256')
          .update(JSON.stringify([payment_token, order]))
          .digest();
        const known = statements.findByKey.get(key);
        if (known !== undefined) {
          const is_same = request_hash.equals(known.request_hash);
          return is_same ? { payment: paymentOf(known), fate: null } : { refused: 'key_reused' };
        }
        const fate = withFaults(fateOf(payment_token, late_ms), faults, key, late_ms);
        const ends_as = endOf(fate, order);
        const ends_at = Math.ceil(now + fate.after_ms);
        const row: PaymentRow = {
          id: `pay_${drawId()}`,
          idempotency_key: key,
          request_hash,
          ends_as,
          ends_at,
          status: 'processing',
          reason: fate.reason,
          amount: order.amount,
          currency: order.currency,
          captured: 0,
          refunded: 0,
          refunds_failing: fate.refunds_failing,
          metadata: JSON.stringify(order.metadata),
          created_at: now,
        };
        statements.add.run(row);
        statements.endDue.run({ now });
        announce(row.id, `payment.${ends_as}`, ends_at);
        return { payment: paymentOf(byId(row.id) ?? row), fate };
      }),

    capture: (id) =>
      change((now) => {
        const row = byId(id);
        if (row === undefined) return { refused: 'unknown_payment' };
        if (row.status === 'authorised') {
          statements.capture.run(id);
          announce(id, 'payment.captured', now);
        } else if (row.status !== 'captured') {
          return { refused: 'not_authorised' };
        }
        return paymentOf(byId(id) ?? row);
      }),

    refund: (id, key, amount) =>
      change((now) => {
        const row = byId(id);
        if (row === undefined) return { refused: 'unknown_payment' };
        const known = statements.findRefund.get(key);
        if (known !== undefined) {
          const is_same = known.payment_id === id && known.amount === amount;
          return is_same ? paymentOf(row) : { refused: 'key_reused' };
        }
        if (row.refunded + amount > row.captured) return { refused: 'not_refundable' };
        if (row.refunds_failing > 0) {
          statements.failRefund.run(id);
          announce(id, 'payment.refund_failed', now);
          return { refused: 'refund_declined' };
        }
        statements.addRefund.run({ key, payment_id: id, amount, now });
        statements.refund.run({ id, amount });
        announce(id, 'payment.refunded', now);
        return paymentOf(byId(id) ?? row);
      }),

    find: (id) => change(() => optional(byId(id))),
    findByKey: (key) => change(() => optional(statements.findByKey.get(key))),
    *all() {
      for (const row of database.prepare<[], PaymentRow>(ALL_PAYMENTS).iterate()) yield paymentOf(row);
    },

    news: {
      due: (most) =>
        change((now) => {
          statements.dropNews.run(now - NEWS_KEPT_MS);
          return statements.dueNews.all({ now, most }).map(({ payment_id, ...news }) => {
            const row = byId(payment_id);
            if (row === undefined)
              throw new Error(`there are news of the payment ${payment_id}, but no payment`);
            return { ...news, payment: paymentOf(row) };
          });
        }),
      sent: (number) => change(() => void statements.removeNews.run(number)),
      postpone: (number, due_at) => change(() => void statements.postponeNews.run({ number, due_at })),
      nextDue: () => statements.nextDue.get()?.due_at ?? null,
    },

    close: () => database.close(),
  };
}

/** There are no books where they were looked for. */
export class NoBooksError extends Error {
  override readonly name = 'NoBooksError';
}

/** Reads the books of a sandbox that may be running or not, oldest first. Throws a `NoBooksError` where there are none. */
export function* readBooks(folder: string): Iterable<Payment> {
  const file = join(folder, FILE);
  if (!existsSync(file)) throw new NoBooksError(`there are no books of a sandbox in ${folder}`);
  const database = new Database(file, { readonly: true });
  try {
    for (const row of database.prepare<[], PaymentRow>(ALL_PAYMENTS).iterate()) yield paymentOf(row);
  } finally {
    database.close();
  }
}

function optional(row: PaymentRow | undefined): Payment | null {
  return row === undefined ? null : paymentOf(row);
}
