import { readable } from '../../report/numbers.ts';
import type { Told } from '../crowd/told.ts';
import type { Verdict } from '../record.ts';
import { moment, verdict } from './faults.ts';

/** A time during which one user certainly held a seat: they had been told so, and it was not over by what they knew. */
interface Holding {
  readonly from: number;
  readonly until: number;
}

export function noSeatTwice(told: readonly Told[]): Verdict {
  const by_seat = new Map<string, Holding[]>();
  for (const { show, booking } of told) {
    if (booking === null || booking.held_until <= booking.told_at) continue;
    for (const seat of booking.seats) {
      const key = `${show} ${seat}`;
      const holdings = by_seat.get(key) ?? [];
      holdings.push({ from: booking.told_at, until: booking.held_until });
      by_seat.set(key, holdings);
    }
  }
  const faults = [...by_seat].flatMap(([key, holdings]) => overlaps(key, holdings));
  const holdings = [...by_seat.values()].reduce((sum, { length }) => sum + length, 0);
  const looked_at = `${readable(by_seat.size)} seats, held ${readable(holdings)} times`;
  return verdict('no seat twice', looked_at, faults);
}

function overlaps(key: string, holdings: readonly Holding[]): string[] {
  const [show, seat] = key.split(' ');
  let until = Number.NEGATIVE_INFINITY;
  const faults: string[] = [];
  for (const holding of [...holdings].sort((one, other) => one.from - other.from)) {
    if (holding.from < until) {
      const when = `${moment(holding.from)} to ${moment(Math.min(until, holding.until))}`;
      faults.push(`${seat} of show ${show} was held by two users from ${when}`);
    }
    until = Math.max(until, holding.until);
  }
  return faults;
}
