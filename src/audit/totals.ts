import { refundsDue } from './money.ts';
import type { ShowModel } from './show-model.ts';

/** What the log adds up to. */
export interface Totals {
  shows: number;
  events: number;
  bookings: number;
  seats_booked: number;
  waits: number;
  /** By currency. */
  readonly money: Map<string, Money>;
}

/** Minor units; exact, however much it is. */
export interface Money {
  captured: bigint;
  refunded: bigint;
  /** To be refunded yet. */
  due: bigint;
  /** What the booked bookings cost together, by the table of bookings; null where it cannot be read. */
  booked: bigint | null;
}

/** By how much more is kept than the table says; null where it cannot be read. */
export function differenceOf({ captured, refunded, due, booked }: Money): bigint | null {
  return booked === null ? null : captured - refunded - due - booked;
}

export function noTotals(): Totals {
  return { shows: 0, events: 0, bookings: 0, seats_booked: 0, waits: 0, money: new Map() };
}

/** `booked` is what the table of bookings says of the show; null where it cannot be read. */
export function addShow(totals: Totals, show: ShowModel, booked: bigint | null): void {
  totals.shows += 1;
  totals.events += show.sequence;
  totals.bookings += show.bookings.size;
  totals.seats_booked += show.seats.filter(({ booking }) => booking?.status === 'booked').length;
  totals.waits += show.waitings.size;
  const { currency } = show.definition;
  const money = totals.money.get(currency) ?? { captured: 0n, refunded: 0n, due: 0n, booked: 0n };
  money.captured += BigInt(show.captured);
  money.refunded += BigInt(show.refunded);
  money.due += BigInt(refundsDue(show));
  money.booked = booked === null || money.booked === null ? null : money.booked + booked;
  totals.money.set(currency, money);
}
