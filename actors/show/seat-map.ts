import type { SeatType, Segment, ShowDefinition } from './definition.ts';
import type { SeatView } from './replies.ts';

/** What never changes of a show's seats. Everything by index of seat; rows from the screen to the back. */
export interface SeatMap {
  readonly seats: readonly SeatView[];
  /** Index of seat type. */
  readonly type_of: Uint8Array;
  /** Where the seat is, in seats, from the middle of the hall: to the right and to the back. */
  readonly x_of: Float32Array;
  readonly y_of: Float32Array;
  /** Each row's seats from left to right. */
  readonly rows: readonly (readonly number[])[];
  /** Whether the seat and the next one by index sit beside one another, with no aisle between. */
  readonly adjoins_next: Uint8Array;
  readonly index_of: ReadonlyMap<string, number>;
  readonly types: readonly SeatType[];
}

/** Halls are few and shows are many: shows alike in layout and prices share one seat map. */
const shared = new Map<string, SeatMap>();
const MOST_SHARED = 20_000;

export function seatMapOf(definition: ShowDefinition): SeatMap {
  const key = JSON.stringify([definition.types, definition.layout]);
  const known = shared.get(key);
  if (known !== undefined) return known;
  const seat_map = makeSeatMap(definition);
  if (shared.size >= MOST_SHARED) shared.clear();
  shared.set(key, seat_map);
  return seat_map;
}

/** A seat's index is stored in two bytes. */
const MOST_SEATS = 65_535;

function makeSeatMap({ types, layout }: ShowDefinition): SeatMap {
  const size = layout.reduce((sum, { segments }) => sum + seatsIn(segments), 0);
  if (size > MOST_SEATS) throw new RangeError(`the hall has ${size} seats, which is more than ${MOST_SEATS}`);
  const seats: SeatView[] = [];
  const type_of: number[] = [];
  const x_of: number[] = [];
  const y_of: number[] = [];
  const rows: number[][] = [];
  const adjoins_next: number[] = [];
  for (const [y, { row, segments }] of layout.entries()) {
    const row_seats: number[] = [];
    let x = -widthOf(segments) / 2;
    for (const { type, first, count, gap } of segments) {
      const seat_type = types[type];
      if (seat_type === undefined)
        throw new RangeError(`row ${row} has seats of the type ${type}, which has no price`);
      if (gap > 0 && adjoins_next.length > 0) adjoins_next[adjoins_next.length - 1] = 0;
      x += gap;
      for (let number = first; number < first + count; number += 1) {
        row_seats.push(seats.length);
        seats.push({
          seat_id: `${row}-${number}`,
          row,
          number,
          type: seat_type.name,
          price: seat_type.amount,
        });
        type_of.push(type);
        x_of.push(x + 0.5);
        y_of.push(y - (layout.length - 1) / 2);
        adjoins_next.push(1);
        x += 1;
      }
    }
    if (adjoins_next.length > 0) adjoins_next[adjoins_next.length - 1] = 0;
    rows.push(row_seats);
  }
  const index_of = new Map(seats.map((seat, index) => [seat.seat_id, index]));
  if (index_of.size !== seats.length) throw new RangeError('two seats of the hall have the same name');
  return {
    seats,
    type_of: Uint8Array.from(type_of),
    x_of: Float32Array.from(x_of),
    y_of: Float32Array.from(y_of),
    rows,
    adjoins_next: Uint8Array.from(adjoins_next),
    index_of,
    types,
  };
}

function seatsIn(segments: readonly Segment[]): number {
  return segments.reduce((sum, { count }) => sum + count, 0);
}

function widthOf(segments: readonly Segment[]): number {
  return segments.reduce((width, { gap, count }) => width + gap + count, 0);
}

/** What the seats cost together, in minor units. */
export function totalOf(seat_map: SeatMap, seats: readonly number[]): number {
  let total = 0;
  for (const seat of seats) total += seatAt(seat_map, seat).price;
  return total;
}

/** Throws a RangeError where there is no such seat: an event of another hall, or a damaged one. */
export function seatAt(seat_map: SeatMap, seat: number): SeatView {
  const view = seat_map.seats[seat];
  if (view === undefined) throw new RangeError(`the hall has no seat with the index ${seat}`);
  return view;
}
