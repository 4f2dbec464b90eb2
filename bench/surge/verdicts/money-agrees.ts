import { readable } from '../../report/numbers.ts';
import type { BookingAgain } from '../crowd/last-look.ts';
import type { Verdict } from '../record.ts';
import { verdict } from './faults.ts';

/** Who was told that they paid and have their seats is told the same in the end. */
export function moneyAgrees(bookings: readonly BookingAgain[]): Verdict {
  const faults = bookings.flatMap(({ told: { booking }, status, seats }) => {
    if (status !== 'booked')
      return [`booking ${booking?.booking_id} was paid for, and is '${status}' in the end`];
    const is_same =
      booking?.seats.length === seats.length && booking.seats.every((seat) => seats.includes(seat));
    return is_same ? [] : [`booking ${booking?.booking_id} was paid for, and has other seats in the end`];
  });
  return verdict('what is paid for is booked', `${readable(bookings.length)} bookings asked again`, faults);
}
