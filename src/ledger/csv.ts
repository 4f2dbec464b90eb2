import { csvLine } from '../csv.ts';
import { decimalAmount } from '../money.ts';
import { differenceOf, type ShowLedger } from './ledger.ts';

/**
 * The first line of the ledger as CSV. The columns up to `net` are about the day; those after it about the show now,
 * over all days, so that they repeat on each day of the show.
 */
export const LEDGER_HEAD = csvLine([
  'day',
  'show_id',
  'starts_at',
  'currency',
  'payments',
  'captured',
  'refunds',
  'refunded',
  'net',
  'show_captured',
  'show_refunded',
  'show_refunds_due',
  'show_bookings',
  'show_booked',
  'show_difference',
]);

/** A line for each of the show's days, or for the only one that is asked for. */
export function ledgerLines(show: ShowLedger, day: string | null): string {
  const { show_id, starts_at, currency, days, standing } = show;
  const amount = (minor_units: bigint): string => decimalAmount(minor_units, currency);
  const of_show = [
    amount(standing.captured),
    amount(standing.refunded),
    amount(standing.refunds_due),
    standing.bookings,
    amount(standing.booked),
    amount(differenceOf(standing)),
  ];
  const starts = starts_at === null ? '' : new Date(starts_at).toISOString();
  let lines = '';
  for (const [date, { payments, captured, refunds, refunded }] of days) {
    if (day !== null && date !== day) continue;
    const net = amount(captured - refunded);
    const moved = [payments, amount(captured), refunds, amount(refunded), net];
    lines += csvLine([date, show_id, starts, currency, ...moved, ...of_show]);
  }
  return lines;
}
