import type { LogReader } from '../../persistence/index.ts';
import { accountOf, type Movement, type ShowAccount } from './account.ts';
import { type BookedTotal, bookedTotals } from './booked.ts';
import type { DayOf } from './days.ts';

/** The money of one show. Amounts are in minor units of its currency. */
export interface ShowLedger {
  readonly show_id: string;
  /** Unix milliseconds; null where the log has bookings of the show and no event. */
  readonly starts_at: number | null;
  readonly currency: string;
  /** The days on which money moved, in order. */
  readonly days: ReadonlyMap<string, Movements>;
  /** Over all days. */
  readonly standing: Standing;
}

/** What came and went. */
export interface Movements {
  payments: number;
  captured: bigint;
  refunds: number;
  refunded: bigint;
}

/** How things stand now: what the payments come to, and what the bookings say. */
export interface Standing extends Movements {
  /** Captured, and to be given back yet. */
  refunds_due: bigint;
  /** Booked bookings and what they cost, by the table of bookings. */
  bookings: number;
  booked: bigint;
}

export interface LedgerOptions {
  /** Only this show; null for all. */
  readonly show_id: string | null;
  readonly dayOf: DayOf;
}

export function noMovements(): Movements {
  return { payments: 0, captured: 0n, refunds: 0, refunded: 0n };
}

export function noStanding(): Standing {
  return { ...noMovements(), refunds_due: 0n, bookings: 0, booked: 0n };
}

export function addMovements(sum: Movements, { payments, captured, refunds, refunded }: Movements): void {
  sum.payments += payments;
  sum.captured += captured;
  sum.refunds += refunds;
  sum.refunded += refunded;
}

export function addStanding(sum: Standing, standing: Standing): void {
  addMovements(sum, standing);
  sum.refunds_due += standing.refunds_due;
  sum.bookings += standing.bookings;
  sum.booked += standing.booked;
}

/** By how much more was kept than the bookings say; 0 where they agree. */
export function differenceOf({ captured, refunded, refunds_due, booked }: Standing): bigint {
  return captured - refunded - refunds_due - booked;
}

/**
 * The ledger, show by show: what is held in memory at a time is one show's payments, and a line for each show.
 * Throws a `LogCorruptError` where the log cannot be trusted.
 */
export function* readLedger(
  reader: LogReader,
  { show_id: only, dayOf }: LedgerOptions,
): Iterable<ShowLedger> {
  const booked = bookedTotals(reader, only);
  const in_log = Array.from(reader.showHeads(), ({ show_id }) => show_id);
  for (const show_id of new Set([...in_log, ...booked.keys()])) {
    if (only !== null && show_id !== only) continue;
    const account = accountOf(reader.history(show_id));
    const currency = account.definition?.currency ?? booked.get(show_id)?.currency;
    // A show that only was looked at has no event, and so no money.
    if (currency !== undefined) yield showLedger(show_id, currency, account, booked.get(show_id), dayOf);
  }
}

function showLedger(
  show_id: string,
  currency: string,
  { definition, payments, movements }: ShowAccount,
  booked: BookedTotal | undefined,
  dayOf: DayOf,
): ShowLedger {
  const standing = noStanding();
  const days = new Map<string, Movements>();
  for (const movement of movements) {
    const day = dayOf(movement.at);
    const sum = days.get(day) ?? noMovements();
    days.set(day, sum);
    addMovement(sum, movement);
    addMovement(standing, movement);
  }
  for (const { status, amount } of payments.values()) {
    if (status === 'refunding') standing.refunds_due += BigInt(amount);
  }
  standing.bookings = booked?.bookings ?? 0;
  standing.booked = booked?.total ?? 0n;
  return {
    show_id,
    starts_at: definition?.starts_at ?? null,
    currency,
    days,
    standing,
  };
}

function addMovement(sum: Movements, { type, amount }: Movement): void {
  if (type === 'captured') {
    sum.payments += 1;
    sum.captured += BigInt(amount);
  } else {
    sum.refunds += 1;
    sum.refunded += BigInt(amount);
  }
}
