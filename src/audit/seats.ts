import { SEATS_PER_REQUEST, SEATS_PER_SESSION } from '../../actors/limits.ts';
import type { SeatsBlocked } from '../../actors/show/events.ts';
import type { Accuse } from './findings.ts';
import { type Booking, type ShowModel, seatNames } from './show-model.ts';

/** Rules 1 and 2: the seats of a booking from the event on, each checked against who has it already. */
export function takeSeats(show: ShowModel, booking: Booking, accuse: Accuse): void {
  const { booking_id, seats } = booking;
  if (seats.length < 1 || seats.length > SEATS_PER_REQUEST) {
    accuse('seat_count', `booking ${booking_id} is given ${seats.length} seats`);
  }
  checkSeatsOfHall(show, seats, accuse);
  for (const index of seats) {
    const seat = show.seats[index];
    if (seat === undefined) continue;
    if (seat.blocked) {
      accuse('blocked_seat_taken', `booking ${booking_id} takes the blocked seat ${seat.seat_id}`);
    }
    if (seat.booking !== null && seat.booking !== booking) {
      const other = `booking ${seat.booking.booking_id}, which is ${seat.booking.status}`;
      accuse('seat_taken_twice', `booking ${booking_id} takes seat ${seat.seat_id} of ${other}`);
    }
    seat.booking = booking;
  }
}

export function freeSeats(show: ShowModel, booking: Booking): void {
  for (const index of booking.seats) {
    const seat = show.seats[index];
    if (seat?.booking === booking) seat.booking = null;
  }
}

export function seatsBlocked(show: ShowModel, event: SeatsBlocked, accuse: Accuse): void {
  checkSeatsOfHall(show, event.seats, accuse);
  const blocked = new Set(event.seats);
  for (const [index, seat] of show.seats.entries()) {
    seat.blocked = blocked.has(index);
    if (seat.blocked && seat.booking !== null) {
      const { booking_id, status } = seat.booking;
      accuse(
        'taken_seat_blocked',
        `seat ${seat.seat_id} is blocked while booking ${booking_id} has it ${status}`,
      );
    }
  }
}

/** Rule 2. To be checked whenever a session has come to more seats, or to more that it waits for. */
export function checkSessionLimit(show: ShowModel, session: string, accuse: Accuse): void {
  let seats = show.queue_by_session.get(session)?.count ?? 0;
  for (const booking of show.reserved.values())
    if (booking.session === session) seats += booking.seats.length;
  if (seats > SEATS_PER_SESSION) {
    accuse('session_over_limit', `the session has ${seats} seats reserved or waited for`);
  }
}

function checkSeatsOfHall(show: ShowModel, seats: readonly number[], accuse: Accuse): void {
  const unknown = seats.filter((seat) => show.seats[seat] === undefined);
  if (unknown.length > 0) accuse('seat_unknown', `the hall has no seat with the index ${unknown.join(', ')}`);
  const repeated = seats.filter((seat, place) => seats.indexOf(seat) !== place);
  if (repeated.length > 0) {
    accuse('seat_repeated', `${seatNames(show, repeated).join(', ')} is named more than once`);
  }
}
