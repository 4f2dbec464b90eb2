import { bestSeats } from '../../../../actors/show/best-seats.ts';
import type { SeatMap } from '../../../../actors/show/seat-map.ts';
import type { StoredBooking } from '../store.ts';

/**
 * The seats of one show as this process has heard of them: good enough to choose by, since the database decides whether
 * a choice can be had. A server beside it would have to be told of what this one sells, or lose more races.
 */
export interface KnownSeats {
  /** The best that are free and that nobody asks for at this moment; null where there are too few. `type`: null for any. */
  choose(count: number, type: number | null): readonly number[] | null;
  /** Somebody asks for them: until that is decided, others choose elsewhere. */
  claim(seats: readonly number[]): void;
  letGo(seats: readonly number[]): void;
  learn(booking: StoredBooking): void;
}

export function knownSeats(seat_map: SeatMap): KnownSeats {
  const size = seat_map.seats.length;
  /** The booking that has it; a seat may be sold again before it is heard that it was given back. */
  const holders = Array<string | null>(size).fill(null);
  const claims = new Uint16Array(size);
  const isFree = (seat: number): boolean => holders[seat] === null && claims[seat] === 0;

  function addClaims(seats: readonly number[], by: 1 | -1): void {
    for (const seat of seats) claims[seat] = (claims[seat] ?? 0) + by;
  }

  return {
    choose: (count, type) =>
      bestSeats(
        seat_map,
        isFree,
        (seat) => isFree(seat) && (type === null || seat_map.type_of[seat] === type),
        count,
      ),
    claim: (seats) => addClaims(seats, 1),
    letGo: (seats) => addClaims(seats, -1),
    learn({ booking_id, status, seats }) {
      const holds = status === 'reserved' || status === 'booked';
      for (const seat of seats) {
        if (holds) holders[seat] = booking_id;
        else if (holders[seat] === booking_id) holders[seat] = null;
      }
    },
  };
}
