import type { ImportedHall } from '../import/format.ts';

type Row = ImportedHall['rows'][number];
type Segment = Row['segments'][number];

/** Every hall of the demo has 200 regular and 100 premium seats; these are three ways to arrange them. */
const ARRANGEMENTS: readonly (readonly Row[])[] = [
  // Fifteen rows of twenty between two aisles; five whole rows in the best distance are premium.
  rowsOf(15, (row) => blocks([4, 12, 4], row >= 8 && row <= 12 ? 'premium' : 'regular')),

  // Wide blocks at the sides; the middle block is premium from the sixth row to the back.
  rowsOf(15, (row) => {
    const [left, middle, right] = blocks([5, 10, 5], 'regular');
    return [left, row >= 6 ? { ...middle, seat_type: 'premium' } : middle, right];
  }),

  // Rows grow towards the back, as the walls open; the middle rows are premium.
  rowsOf(15, (row) => {
    if (row <= 2) return blocks([3, 10, 3], 'regular');
    if (row <= 4) return blocks([4, 10, 4], 'regular');
    if (row <= 9) return blocks([5, 10, 5], 'premium');
    return blocks([6, 10, 6], 'regular');
  }),
];

/** The hall of a cinema. */
export function hallOf(cinema_key: string, cinema_index: number): ImportedHall {
  const rows = ARRANGEMENTS[cinema_index % ARRANGEMENTS.length] ?? [];
  return {
    key: `${cinema_key}-hall`,
    cinema: cinema_key,
    name: 'Hall 1',
    seat_types: ['regular', 'premium'],
    rows: [...rows],
  };
}

/** Rows A, B, …, numbered from 1 at the screen. */
function rowsOf(count: number, segments: (row: number) => Segment[]): Row[] {
  return Array.from({ length: count }, (_, index) => ({
    row: String.fromCharCode('A'.charCodeAt(0) + index),
    segments: segments(index + 1),
  }));
}

/** Three blocks of seats with an aisle on each side of the middle one, numbered on from left to right. */
function blocks(
  [left, middle, right]: readonly [number, number, number],
  seat_type: string,
): [Segment, Segment, Segment] {
  return [
    { seat_type, first: 1, count: left, gap: 0 },
    { seat_type, first: left + 1, count: middle, gap: 1 },
    { seat_type, first: left + middle + 1, count: right, gap: 1 },
  ];
}
