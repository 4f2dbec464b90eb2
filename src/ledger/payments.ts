import type { LogReader } from '../../persistence/index.ts';
import { accountOf, type Payment } from './account.ts';

/** A payment, and whose it is. */
export interface ListedPayment extends Payment {
  readonly show_id: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** All payments of one show, oldest first. */
export function paymentsOf(reader: LogReader, show_id: string): ListedPayment[] {
  const { definition, payments } = accountOf(reader.history(show_id));
  if (definition === null) return [];
  const { currency } = definition;
  return Array.from(payments.values(), (payment) => ({ ...payment, show_id, currency }));
}

/**
 * Every payment whose outcome is not known or whose refund is not made, in one show or (null) in all, oldest first.
 * Reads only the shows that have something to do: one with an open payment always has a deadline.
 */
export function openPayments(reader: LogReader, only: string | null): ListedPayment[] {
  const open: ListedPayment[] = [];
  const at_work = Array.from(reader.showHeads()).filter(({ deadline_ms }) => deadline_ms !== null);
  for (const { show_id } of at_work) {
    if (only === null || show_id === only) open.push(...paymentsOf(reader, show_id).filter(isOpen));
  }
  return open.sort((one, other) => one.since - other.since);
}

export function isOpen({ status }: Payment): boolean {
  return status === 'in_flight' || status === 'refunding';
}
