import type { Database, Statement } from 'better-sqlite3';
import type { EventType, Metadata, Payment } from './payment.ts';

/** How the books are written. */
export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS payment (
    id TEXT PRIMARY KEY,
    idempotency_key TEXT NOT NULL UNIQUE,
    request_hash BLOB NOT NULL,
    status TEXT NOT NULL,
    -- What it becomes and when, decided when it was asked for; ends_at is null once it has ended.
    ends_as TEXT NOT NULL,
    ends_at INTEGER,
    reason TEXT,
    amount INTEGER NOT NULL,
    currency TEXT NOT NULL,
    captured INTEGER NOT NULL CHECK (captured IN (0, amount)),
    refunded INTEGER NOT NULL CHECK (refunded BETWEEN 0 AND captured),
    refunds_failing INTEGER NOT NULL,
    metadata TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS payment_by_end ON payment (ends_at) WHERE ends_at IS NOT NULL;
  CREATE TABLE IF NOT EXISTS refund (
    idempotency_key TEXT PRIMARY KEY,
    payment_id TEXT NOT NULL REFERENCES payment,
    amount INTEGER NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS news (
    number INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL,
    payment_id TEXT NOT NULL REFERENCES payment,
    type TEXT NOT NULL,
    happened_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX IF NOT EXISTS news_by_due ON news (due_at);`;

/** A payment that is still processing counts as what it is: nothing of it was captured yet. */
export const ALL_PAYMENTS = 'SELECT * FROM payment ORDER BY created_at, id';

export interface PaymentRow {
  readonly id: string;
  readonly idempotency_key: string;
  readonly request_hash: Buffer;
  readonly status: Payment['status'];
  readonly ends_as: Payment['status'];
  readonly ends_at: number | null;
  readonly reason: string | null;
  readonly amount: number;
  readonly currency: string;
  readonly captured: number;
  readonly refunded: number;
  readonly refunds_failing: number;
  /** JSON. */
  readonly metadata: string;
  readonly created_at: number;
}

export interface NewsRow {
  readonly number: number;
  readonly event_id: string;
  readonly payment_id: string;
  readonly type: EventType;
  readonly happened_at: number;
  readonly attempts: number;
}

export interface RefundRow {
  readonly payment_id: string;
  readonly amount: number;
}

/** Everything that is done to the books. */
export interface Statements {
  readonly findById: Statement<[id: string], PaymentRow>;
  readonly findByKey: Statement<[idempotency_key: string], PaymentRow>;
  readonly add: Statement<PaymentRow>;
  /** Ends every payment whose time has come. */
  readonly endDue: Statement<{ now: number }>;
  readonly capture: Statement<[id: string]>;
  readonly refund: Statement<{ id: string; amount: number }>;
  readonly failRefund: Statement<[id: string]>;
  readonly findRefund: Statement<[idempotency_key: string], RefundRow>;
  readonly addRefund: Statement<{ key: string; payment_id: string; amount: number; now: number }>;
  readonly addNews: Statement<Omit<NewsRow, 'number' | 'attempts'> & { due_at: number }>;
  readonly dueNews: Statement<{ now: number; most: number }, NewsRow>;
  readonly nextDue: Statement<[], { due_at: number }>;
  readonly removeNews: Statement<[number: number]>;
  readonly postponeNews: Statement<{ number: number; due_at: number }>;
  readonly dropNews: Statement<[happened_before: number]>;
}

export function openStatements(database: Database): Statements {
  return {
    findById: database.prepare('SELECT * FROM payment WHERE id = ?'),
    findByKey: database.prepare('SELECT * FROM payment WHERE idempotency_key = ?'),
    add: database.prepare(`
      INSERT INTO payment VALUES (@id, @idempotency_key, @request_hash, @status, @ends_as, @ends_at, @reason, @amount,
        @currency, @captured, @refunded, @refunds_failing, @metadata, @created_at)`),
    endDue: database.prepare(`
      UPDATE payment SET status = ends_as, captured = iif(ends_as = 'captured', amount, 0), ends_at = NULL
      WHERE ends_at <= @now`),
    capture: database.prepare(`UPDATE payment SET status = 'captured', captured = amount WHERE id = ?`),
    refund: database.prepare('UPDATE payment SET refunded = refunded + @amount WHERE id = @id'),
    failRefund: database.prepare('UPDATE payment SET refunds_failing = refunds_failing - 1 WHERE id = ?'),
    findRefund: database.prepare('SELECT payment_id, amount FROM refund WHERE idempotency_key = ?'),
    addRefund: database.prepare('INSERT INTO refund VALUES (@key, @payment_id, @amount, @now)'),
    addNews: database.prepare(`
      INSERT INTO news (event_id, payment_id, type, happened_at, due_at)
      VALUES (@event_id, @payment_id, @type, @happened_at, @due_at)`),
    dueNews: database.prepare('SELECT * FROM news WHERE due_at <= @now ORDER BY due_at LIMIT @most'),
    nextDue: database.prepare('SELECT due_at FROM news ORDER BY due_at LIMIT 1'),
    removeNews: database.prepare('DELETE FROM news WHERE number = ?'),
    postponeNews: database.prepare(
      'UPDATE news SET due_at = @due_at, attempts = attempts + 1 WHERE number = @number',
    ),
    dropNews: database.prepare('DELETE FROM news WHERE happened_at <= ?'),
  };
}

export function paymentOf(row: PaymentRow): Payment {
  const { id, idempotency_key, status, amount, currency, captured, refunded, created_at } = row;
  const metadata: Metadata = JSON.parse(row.metadata);
  const reason = status === 'declined' ? row.reason : null;
  return { id, idempotency_key, status, reason, amount, currency, captured, refunded, metadata, created_at };
}
