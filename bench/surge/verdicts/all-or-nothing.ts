import { readable } from '../../report/numbers.ts';
import type { Told } from '../crowd/told.ts';
import type { Verdict } from '../record.ts';
import { verdict } from './faults.ts';

/** Each booking has exactly the seats that were named, or as many different ones as were asked for. */
export function allOrNothing(told: readonly Told[]): Verdict {
  const faults: string[] = [];
  let bookings = 0;
  for (const { count, booking } of told) {
    if (booking === null) continue;
    bookings += 1;
    const { booking_id, seats, named } = booking;
    const got = new Set(seats);
    if (got.size !== seats.length) {
      faults.push(`booking ${booking_id} has a seat twice: ${seats.join(', ')}`);
    } else if (seats.length !== count) {
      faults.push(`booking ${booking_id} has ${seats.length} seats, and ${count} were asked for`);
    } else if (named?.some((seat) => !got.has(seat)) === true) {
      faults.push(`booking ${booking_id} has ${seats.join(', ')}, and ${named.join(', ')} were asked for`);
    }
  }
  return verdict('all or nothing', `${readable(bookings)} bookings`, faults);
}
