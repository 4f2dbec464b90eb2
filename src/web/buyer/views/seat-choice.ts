import type { Booking, Seat } from '../../shared/contract.ts';
import { SEATS_PER_REQUEST } from './best-seats.ts';

/** The seats that somebody is choosing: new ones, or other ones for a reservation. */
export interface SeatChoice {
  /** The reservation whose seats are being exchanged; null where new ones are chosen. */
  exchanging(): Booking | null;
  chosen(): readonly Seat[];
  has(seat: Seat): boolean;
  /** Whether it is full, so that a further seat cannot be added. */
  isFull(): boolean;
  toggle(seat: Seat): void;
  /** Starts over with the reservation's own seats. */
  exchange(booking: Booking): void;
  clear(): void;
  /** Takes out the seats that are no longer to be had, and gives them. */
  dropTaken(): readonly Seat[];
}

export function seatChoice(seats: ReadonlyMap<string, Seat>): SeatChoice {
  const ids = new Set<string>();
  let exchanged: Booking | null = null;

  const choice: SeatChoice = {
    exchanging: () => exchanged,
    chosen: () => [...ids].map((seat_id) => seats.get(seat_id)).filter((seat) => seat !== undefined),
    has: ({ seat_id }) => ids.has(seat_id),
    isFull: () => ids.size === SEATS_PER_REQUEST,
    toggle({ seat_id }) {
      if (!ids.delete(seat_id)) ids.add(seat_id);
    },
    exchange(booking) {
      choice.clear();
      exchanged = booking;
      for (const { seat_id } of booking.seats) ids.add(seat_id);
    },
    clear() {
      ids.clear();
      exchanged = null;
    },
    dropTaken() {
      const taken = choice
        .chosen()
        .filter((seat) => seat.status !== 'available' && (exchanged === null || !holds(exchanged, seat)));
      for (const { seat_id } of taken) ids.delete(seat_id);
      return taken;
    },
  };
  return choice;
}

/** Whether the booking keeps the seat from others. */
export function holds(booking: Booking, seat: Seat): boolean {
  const isAlive = booking.status === 'reserved' || booking.status === 'booked';
  return isAlive && booking.seats.some(({ seat_id }) => seat_id === seat.seat_id);
}
