import type { SeatMapView, SeatStatus, SeatView } from '../../actors/show/replies.ts';
import type { Booking, Seat, SeatMap } from './answers.ts';

/** The seats of a hall, by status and index, as far as they were ever told. */
interface Told {
  readonly currency: string;
  readonly seats: Record<SeatStatus, (Seat | undefined)[]>;
}

/**
 * Seat maps are asked for more than anything else of a show, and a seat is told in one of four ways, whoever asks: so each is
 * made once for a hall, and told again and again.
 */
const told = new Map<SeatMapView['seats'], Told>();

/** Halls of which that is kept, each up to 140 kB where it has 300 seats; the one asked for longest ago is forgotten first. */
const MOST_TOLD = 512;

export function seatMapOf({ show_id, version, currency, seats, statuses }: SeatMapView): SeatMap {
  const of_hall = toldOf(seats, currency).seats;
  return {
    show_id,
    version,
    seats: seats.map((seat, index) => {
      const status = statuses[index];
      if (status === undefined) throw new RangeError(`the seat ${seat.seat_id} has no status`);
      const known = of_hall[status][index] ?? seatOf(seat, currency, status);
      of_hall[status][index] = known;
      return known;
    }),
  };
}

export function bookedSeatOf(seat: SeatView, currency: string): Booking['seats'][number] {
  return {
    seat_id: seat.seat_id,
    row: seat.row,
    number: seat.number,
    type: seat.type,
    price: { amount: seat.price, currency },
  };
}

function toldOf(seats: SeatMapView['seats'], currency: string): Told {
  const before = told.get(seats);
  const known = before?.currency === currency ? before : nothingTold(seats.length, currency);
  told.delete(seats);
  told.set(seats, known);
  const [oldest] = told.keys();
  if (told.size > MOST_TOLD && oldest !== undefined) told.delete(oldest);
  return known;
}

function nothingTold(size: number, currency: string): Told {
  const none = (): undefined[] => Array<undefined>(size).fill(undefined);
  return { currency, seats: { available: none(), reserved: none(), booked: none(), blocked: none() } };
}

/** Many answers share it. */
function seatOf(seat: SeatView, currency: string, status: SeatStatus): Seat {
  const { price, ...rest } = bookedSeatOf(seat, currency);
  return Object.freeze({ ...rest, price: Object.freeze(price), status });
}
