import type { PaymentStatus } from '../../actors/show/replies.ts';
import { csvLine } from '../csv.ts';
import { formatDuration } from '../duration.ts';
import { decimalAmount, formatAmount, formatMoney } from '../money.ts';
import { left, right, textTable } from '../text-table.ts';
import { isOpen, type ListedPayment } from './payments.ts';

/** What is going on with a payment, or how it ended. */
const STATUS_WORDS: Readonly<Record<PaymentStatus, string>> = {
  in_flight: 'charge',
  refunding: 'refund',
  declined: 'declined',
  captured: 'captured',
  refunded: 'refunded',
};

/** For a terminal, with how long each has been open at `now`. Gives lines. */
export function formatPayments(payments: readonly ListedPayment[], now: number): string[] {
  if (payments.length === 0) return ['There are none.'];
  const rows = payments.map((payment) => {
    const { status, since, amount, currency, show_id, payment_id } = payment;
    const open_for = isOpen(payment) ? formatDuration(now - since) : '';
    const money = formatAmount(amount, currency);
    const what = STATUS_WORDS[status];
    return [instant(since), open_for, what, currency, money, payment_id, show_id, troubleOf(payment, now)];
  });
  const columns = [left('since'), right('open for'), left('what'), left('currency'), right('amount')];
  return textTable([...columns, left('payment'), left('show'), left('trouble')], rows);
}

/** How many are open, of how much. Gives lines; none where nothing is. */
export function summarizeOpen(payments: readonly ListedPayment[]): string[] {
  const charges = payments.filter(({ status }) => status === 'in_flight');
  const refunds = payments.filter(({ status }) => status === 'refunding');
  const failed = refunds.filter(({ trouble }) => trouble !== null);
  const unknown = charges.filter(({ trouble }) => trouble !== null);
  return [
    ...describe('Charges', charges, 'outcome unknown', unknown),
    ...describe('Refunds', refunds, 'failed so far', failed),
  ];
}

function describe(
  what: string,
  payments: readonly ListedPayment[],
  trouble: string,
  troubled: readonly ListedPayment[],
): string[] {
  if (payments.length === 0) return [];
  const sums = new Map<string, bigint>();
  for (const { amount, currency } of payments) {
    sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amount));
  }
  const amounts = [...sums].map(([currency, amount]) => formatMoney(amount, currency)).join(' + ');
  const of_them = troubled.length === 0 ? '' : `; ${trouble}: ${troubled.length.toLocaleString('en')}`;
  return [`${what} open: ${payments.length.toLocaleString('en')}, ${amounts}${of_them}`];
}

export const PAYMENTS_HEAD = csvLine([
  'payment_id',
  'booking_id',
  'show_id',
  'status',
  'since',
  'started_at',
  'currency',
  'amount',
  'trouble',
  'trouble_at',
]);

export function paymentLine(payment: ListedPayment): string {
  const { payment_id, booking_id, show_id, status, since, started_at, currency, amount, trouble } = payment;
  return csvLine([
    payment_id,
    booking_id,
    show_id,
    status,
    instant(since),
    instant(started_at),
    currency,
    decimalAmount(amount, currency),
    trouble === null ? '' : (trouble.reason ?? 'unknown'),
    trouble === null ? '' : instant(trouble.at),
  ]);
}

function troubleOf({ trouble, status }: ListedPayment, now: number): string {
  if (trouble === null) return '';
  if (status === 'declined') return trouble.reason ?? '';
  const since = formatDuration(now - trouble.at);
  return trouble.reason === null
    ? `outcome unknown for ${since}`
    : `failed first ${since} ago: ${trouble.reason}`;
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
