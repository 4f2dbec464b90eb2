import { readable } from '../../report/numbers.ts';
import type { ShowAgain } from '../crowd/last-look.ts';
import type { Told } from '../crowd/told.ts';
import type { Verdict } from '../record.ts';
import { verdict } from './faults.ts';

/** The seats that a show's map has as booked in the end are those of the users who were told that theirs are. */
export function seatsAgree(told: readonly Told[], shows: readonly ShowAgain[]): Verdict {
  const booked_by_users = new Map<number, Set<string>>();
  const unsure = new Set<number>();
  for (const { show, booking, end } of told) {
    // Who got no answer to a payment may have booked.
    if (end === 'no_answer' && booking !== null) unsure.add(show);
    if (booking === null || !booking.is_booked) continue;
    const seats = booked_by_users.get(show) ?? new Set();
    for (const seat of booking.seats) seats.add(seat);
    booked_by_users.set(show, seats);
  }
  const faults: string[] = [];
  let seats_seen = 0;
  for (const { show, booked } of shows) {
    if (booked === null) {
      faults.push(`show ${show} does not tell its seats`);
      continue;
    }
    seats_seen += booked.length;
    const of_users = booked_by_users.get(show) ?? new Set<string>();
    const is_unknown = (seat: string): boolean => !of_users.has(seat);
    const nobodys = unsure.has(show) ? [] : booked.filter(is_unknown);
    const on_map = new Set(booked);
    const missing = [...of_users].filter((seat) => !on_map.has(seat));
    if (nobodys.length > 0)
      faults.push(`show ${show}: nobody was told of the booked seats ${nobodys.join(', ')}`);
    if (missing.length > 0)
      faults.push(`show ${show}: the map does not have as booked ${missing.join(', ')}`);
  }
  const looked_at = `${readable(seats_seen)} booked seats of ${readable(shows.length)} shows`;
  return verdict('seat maps agree with the users', looked_at, faults);
}
