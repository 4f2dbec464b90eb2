import type { BookedSeat, Booking, Seat } from '../../shared/contract.ts';

/** Rule 1 of the service: what one request may ask for. */
export const SEATS_PER_REQUEST = 10;

/** The seats that somebody is choosing: new ones, or other ones for a reservation. */
export interface Choice {
  readonly seat_ids: ReadonlySet<string>;
  /** The reservation whose seats are being exchanged; null where new ones are chosen. */
  readonly exchanging: Booking | null;
}

export const NOTHING_CHOSEN: Choice = { seat_ids: new Set(), exchanging: null };

/** An exchange begins with the reservation's own seats. */
export function exchangeOf(booking: Booking): Choice {
  return { seat_ids: new Set(booking.seats.map(({ seat_id }) => seat_id)), exchanging: booking };
}

export function toggled({ seat_ids, exchanging }: Choice, seat_id: string): Choice {
  const others = [...seat_ids].filter((other) => other !== seat_id);
  return { seat_ids: new Set(seat_ids.has(seat_id) ? others : [...others, seat_id]), exchanging };
}

export function without({ seat_ids, exchanging }: Choice, seats: readonly Seat[]): Choice {
  const gone = new Set(seats.map(({ seat_id }) => seat_id));
  return { seat_ids: new Set([...seat_ids].filter((seat_id) => !gone.has(seat_id))), exchanging };
}

export function chosenSeats({ seat_ids }: Choice, seats: ReadonlyMap<string, Seat>): readonly Seat[] {
  return [...seat_ids].map((seat_id) => seats.get(seat_id)).filter((seat) => seat !== undefined);
}

/** The chosen seats that are no longer to be had. */
export function takenSeats(choice: Choice, seats: ReadonlyMap<string, Seat>): readonly Seat[] {
  const { exchanging } = choice;
  return chosenSeats(choice, seats).filter(
    (seat) => seat.status !== 'available' && (exchanging === null || !holds(exchanging, seat)),
  );
}

/** Whether the booking keeps the seat from others. */
export function holds(booking: Booking, { seat_id }: BookedSeat): boolean {
  const isAlive = booking.status === 'reserved' || booking.status === 'booked';
  return isAlive && booking.seats.some((seat) => seat.seat_id === seat_id);
}
