import type { SeatMapView, SeatStatus, SeatView } from '../../actors/show/replies.ts';
import type { Booking, Seat, SeatMap } from './answers.ts';

/** The seats of a hall at the prices of a currency, by status and index, as far as they were ever told. */
type Told = Record<SeatStatus, (Seat | undefined)[]>;

/**
 * Seat maps are asked for more than anything else of a show, and a seat is told in one of four ways, whoever asks: so each is
 * made once for a hall, and told again and again.
 */
const told = new WeakMap<SeatMapView['seats'], Map<string, Told>>();

export function seatMapOf({ show_id, version, currency, seats, statuses }: SeatMapView): SeatMap {
  const of_hall = toldOf(seats, currency);
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
  const by_currency = told.get(seats) ?? new Map<string, Told>();
  told.set(seats, by_currency);
  const unknown = (): undefined[] => Array<undefined>(seats.length).fill(undefined);
  const known = by_currency.get(currency) ?? {
    available: unknown(),
    reserved: unknown(),
    booked: unknown(),
    blocked: unknown(),
  };
  by_currency.set(currency, known);
  return known;
}

/** Many answers share it. */
function seatOf(seat: SeatView, currency: string, status: SeatStatus): Seat {
  const { price, ...rest } = bookedSeatOf(seat, currency);
  return Object.freeze({ ...rest, price: Object.freeze(price), status });
}
