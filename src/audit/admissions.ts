import type { TicketAdmitted } from '../../actors/show/events.ts';
import type { Accuse } from './findings.ts';
import { type Booking, type ShowModel, seatNames } from './show-model.ts';

/** A ticket is let in once, and only one for a seat of a booking that is booked at that moment. */
export function ticketAdmitted(show: ShowModel, event: TicketAdmitted, accuse: Accuse): void {
  const { booking_id, seat, admitted_at } = event;
  const [name] = seatNames(show, [seat]);
  if (admitted_at > event.at) {
    accuse('admitted_in_future', `seat ${name} is said at ${event.at} to be admitted at ${admitted_at}`);
  }
  const booking = show.bookings.get(booking_id);
  if (booking === undefined) {
    accuse('booking_unknown', `there is no booking ${booking_id}`);
    return;
  }
  if (booking.status !== 'booked') {
    accuse(
      'admitted_not_booked',
      `booking ${booking_id} is ${booking.status}, and its seat ${name} admitted`,
    );
  }
  if (!booking.seats.includes(seat)) {
    accuse('admitted_other_seat', `seat ${name} is admitted, which is not of booking ${booking_id}`);
  }
  const earlier = show.admitted.get(seat);
  if (earlier !== undefined) {
    accuse('admitted_twice', `seat ${name} is admitted for ${booking_id} and was for ${earlier.booking_id}`);
  }
  show.admitted.set(seat, booking);
}

/** Where somebody came in with it, a booking is not cancelled on its own. */
export function checkNobodyInside(show: ShowModel, booking: Booking, accuse: Accuse): void {
  const inside = booking.seats.filter((seat) => show.admitted.get(seat) === booking);
  if (inside.length === 0) return;
  const names = seatNames(show, inside).join(', ');
  accuse('cancelled_admitted', `booking ${booking.booking_id} is cancelled, and ${names} was admitted`);
}
