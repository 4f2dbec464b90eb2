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

/** Minor units. */
export interface Money {
  captured: number;
  refunded: number;
  /** To be refunded yet. */
  due: number;
}

export function noTotals(): Totals {
  return { shows: 0, events: 0, bookings: 0, seats_booked: 0, waits: 0, money: new Map() };
}

export function addShow(totals: Totals, show: ShowModel): void {
  totals.shows += 1;
  totals.events += show.sequence;
  totals.bookings += show.bookings.size;
  totals.seats_booked += show.seats.filter(({ booking }) => booking?.status === 'booked').length;
  totals.waits += show.waitings.size;
  const { currency } = show.definition;
  const money = totals.money.get(currency) ?? { captured: 0, refunded: 0, due: 0 };
  money.captured += show.captured;
  money.refunded += show.refunded;
  money.due += refundsDue(show);
  totals.money.set(currency, money);
}
