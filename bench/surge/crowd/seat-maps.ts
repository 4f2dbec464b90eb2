import type { Random } from '../../../src/catalogue/demo/random.ts';
import { SEATS, seatName } from '../../hall.ts';

/** What somebody sees of a hall: the seats that are available, in the order of the map, and how many are booked for good. */
export interface Hall {
  readonly available: readonly string[];
  readonly unsold: number;
}

/** As everybody knows it before anything is sold. */
export const EMPTY_HALL: Hall = {
  available: Array.from({ length: SEATS }, (_, index) => seatName(index)),
  unsold: SEATS,
};

interface SeatMapAnswer {
  readonly seats: readonly { readonly seat_id: string; readonly status: string }[];
}

/** Where a map's version is written in its answer: before its seats. */
const VERSION_WITHIN = 200;
const VERSION = /"version":(\d+)/;

/** Reads seat maps; one that was read last of its show is not read again, as those of a show that is sold out never change. */
export function createSeatMaps() {
  const known = new Map<number, { readonly version: string; readonly hall: Hall }>();
  return {
    read(show: number, body: Buffer): Hall {
      const version =
        VERSION.exec(body.toString('latin1', 0, Math.min(VERSION_WITHIN, body.length)))?.[1] ?? null;
      const last = known.get(show);
      if (version !== null && last?.version === version) return last.hall;
      const hall = hallIn(body);
      if (version !== null) known.set(show, { version, hall });
      return hall;
    },
  };
}

function hallIn(body: Buffer): Hall {
  const { seats }: SeatMapAnswer = JSON.parse(body.toString('latin1'));
  const available: string[] = [];
  let unsold = 0;
  for (const { seat_id, status } of seats) {
    if (status === 'available') available.push(seat_id);
    if (status === 'available' || status === 'reserved') unsold += 1;
  }
  return { available, unsold };
}

/** The seats that are booked, by a seat map. */
export function bookedIn(body: Buffer): string[] {
  const { seats }: SeatMapAnswer = JSON.parse(body.toString('latin1'));
  return seats.filter(({ status }) => status === 'booked').map(({ seat_id }) => seat_id);
}

/** Seats that lie beside one another on the map, as far as there are any; null where too few are available. */
export function chooseSeats({ available }: Hall, count: number, random: Random): string[] | null {
  if (available.length < count) return null;
  const first = random.below(available.length - count + 1);
  return available.slice(first, first + count);
}
