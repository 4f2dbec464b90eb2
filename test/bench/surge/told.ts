import type { BookingTold, Told, WaitTold } from '../../../bench/surge/crowd/told.ts';

/** Somebody who wants one seat, and was told nothing yet but what is given. */
export function told(given: Partial<Told>): Told {
  return { show: 0, count: 1, wait: null, booking: null, end: 'show_full', unexpected: null, ...given };
}

let bookings = 0;

/** Seat A-1, asked for at 100, reserved at 105, told at 110, with time until 1,000. */
export function booking(given: Partial<BookingTold>): BookingTold {
  bookings += 1;
  return {
    booking_id: `booking-${bookings}`,
    asked_at: 100,
    named: null,
    seats: ['A-1'],
    told_at: 110,
    reserved_at: 105,
    held_until: 1_000,
    is_booked: false,
    ...given,
  };
}

/** Joined between 10 and 20, and still waited at 500. */
export function waited(given: Partial<WaitTold>): WaitTold {
  return { joined_after: 10, joined_before: 20, place: 1, waited_until: 500, ended: null, ...given };
}
