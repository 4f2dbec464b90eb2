import { formatAmount, formatMoney } from '../money.ts';
import { type Column, left, right, textTable } from '../text-table.ts';
import { differenceOf, type Movements, type ShowLedger, type Standing } from './ledger.ts';
import type { LedgerSummary } from './summary.ts';

// Texts about the ledger, for a terminal; each function gives lines.

const MOVEMENT_COLUMNS: readonly Column[] = [
  left('currency'),
  right('payments'),
  right('captured'),
  right('refunds'),
  right('refunded'),
  right('net'),
];

const STANDING_COLUMNS: readonly Column[] = [
  right('to refund'),
  right('bookings'),
  right('booked'),
  right('difference'),
];

/** What came and went, day by day. */
export function daysTable({ days }: LedgerSummary): string[] {
  const rows = sortedByKey(days).flatMap(([day, by_currency]) =>
    sortedByKey(by_currency).map(([currency, movements]) => [day, ...movementCells(currency, movements)]),
  );
  return textTable([left('day'), ...MOVEMENT_COLUMNS], rows);
}

/** What came and went in each show on one day. */
export function showsTable(shows: readonly ShowLedger[], day: string): string[] {
  const rows = shows.flatMap(({ show_id, starts_at, currency, days }) => {
    const movements = days.get(day);
    return movements === undefined
      ? []
      : [[show_id, startOf(starts_at), ...movementCells(currency, movements)]];
  });
  return textTable([left('show'), left('starts'), ...MOVEMENT_COLUMNS], rows);
}

/** What came and went on one day, in all shows. */
export function dayTable({ days }: LedgerSummary, day: string): string[] {
  const rows = sortedByKey(days.get(day) ?? new Map<string, Movements>()).map(([currency, movements]) =>
    movementCells(currency, movements),
  );
  return textTable(MOVEMENT_COLUMNS, rows);
}

/** All days together, beside what the bookings say. */
export function standingTable({ standings }: LedgerSummary): string[] {
  const rows = sortedByKey(standings).map(([currency, standing]) => [
    ...movementCells(currency, standing),
    ...standingCells(currency, standing),
  ]);
  return textTable([...MOVEMENT_COLUMNS, ...STANDING_COLUMNS], rows);
}

export function verdict({ shows, disagreeing, disagreeing_shows }: LedgerSummary): string[] {
  if (disagreeing === 0) {
    return [
      'They agree, show by show: what was captured, and neither was nor is to be refunded, is the price of what is booked.',
    ];
  }
  const told = disagreeing_shows.map(describeDisagreement);
  const more = disagreeing - disagreeing_shows.length;
  return [
    `THEY DO NOT AGREE in ${count(disagreeing)} of ${count(shows)} shows:`,
    ...told,
    ...(more === 0 ? [] : [`  … and ${count(more)} more`]),
    "'boxoffice audit' with the id of a show tells more about it.",
  ];
}

function describeDisagreement({ show_id, currency, standing }: ShowLedger): string {
  const money = (amount: bigint): string => formatMoney(amount, currency);
  const { captured, refunded, refunds_due, bookings, booked } = standing;
  const difference = differenceOf(standing);
  const is_more = difference > 0n;
  const size = money(is_more ? difference : -difference);
  return (
    `  show ${show_id}: ${size} ${is_more ? 'more' : 'less'} was kept than the bookings say: ` +
    `${money(captured)} captured, ${money(refunded)} refunded, ${money(refunds_due)} to be refunded, ` +
    `and ${count(bookings)} booked bookings of ${money(booked)}`
  );
}

function movementCells(currency: string, movements: Movements): string[] {
  const { payments, captured, refunds, refunded } = movements;
  const amount = (minor_units: bigint): string => formatAmount(minor_units, currency);
  return [
    currency,
    count(payments),
    amount(captured),
    count(refunds),
    amount(refunded),
    amount(captured - refunded),
  ];
}

function standingCells(currency: string, standing: Standing): string[] {
  const amount = (minor_units: bigint): string => formatAmount(minor_units, currency);
  const { refunds_due, bookings, booked } = standing;
  return [amount(refunds_due), count(bookings), amount(booked), amount(differenceOf(standing))];
}

function startOf(starts_at: number | null): string {
  return starts_at === null ? '' : `${new Date(starts_at).toISOString().slice(0, 16)}Z`;
}

function sortedByKey<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([one], [other]) => (one < other ? -1 : 1));
}

function count(number: number): string {
  return number.toLocaleString('en');
}
