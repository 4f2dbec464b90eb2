import type { LayoutContent } from '../layouts.ts';
import type { ImportedHall } from './format.ts';
import type { Problems } from './problems.ts';

const SEATS_PER_HALL = 2_000;
const HIGHEST_SEAT_NUMBER = 9_999;

/** The hall's layout as it is stored; null where it cannot be, with the problems told. */
export function checkedLayout(hall: ImportedHall, place: string, problems: Problems): LayoutContent | null {
  const problems_before = problems.count;
  checkTypes(hall, place, problems);
  checkRowNames(hall, place, problems);
  checkSeatNumbers(hall, place, problems);
  const seats = hall.rows.flatMap((row) => row.segments).reduce((sum, segment) => sum + segment.count, 0);
  if (seats > SEATS_PER_HALL) {
    problems.add(`${place}/rows`, `the hall has ${seats} seats; at most ${SEATS_PER_HALL} are possible`);
  }
  if (problems.count > problems_before) return null;

  return {
    seat_types: hall.seat_types,
    rows: hall.rows.map(({ row, segments }) => ({
      row,
      segments: segments.map(({ seat_type, first, count, gap }) => ({
        type: hall.seat_types.indexOf(seat_type),
        first,
        count,
        gap: gap ?? 0,
      })),
    })),
  };
}

function checkTypes(hall: ImportedHall, place: string, problems: Problems): void {
  const used = new Set<string>();
  for (const [row_index, row] of hall.rows.entries()) {
    for (const [index, { seat_type }] of row.segments.entries()) {
      used.add(seat_type);
      if (hall.seat_types.includes(seat_type)) continue;
      const where = `${place}/rows/${row_index}/segments/${index}/seat_type`;
      problems.add(where, `"${seat_type}" is not among the hall's seat_types`);
    }
  }
  for (const [index, seat_type] of hall.seat_types.entries()) {
    if (!used.has(seat_type))
      problems.add(`${place}/seat_types/${index}`, `no seat is of type "${seat_type}"`);
  }
}

function checkRowNames(hall: ImportedHall, place: string, problems: Problems): void {
  const names = new Set<string>();
  for (const [index, { row }] of hall.rows.entries()) {
    if (names.has(row)) problems.add(`${place}/rows/${index}/row`, `the hall has two rows "${row}"`);
    names.add(row);
  }
}

function checkSeatNumbers(hall: ImportedHall, place: string, problems: Problems): void {
  for (const [row_index, { row, segments }] of hall.rows.entries()) {
    const numbers = new Set<number>();
    for (const [index, { first, count }] of segments.entries()) {
      const where = `${place}/rows/${row_index}/segments/${index}`;
      const last = first + count - 1;
      if (last > HIGHEST_SEAT_NUMBER) {
        problems.add(where, `its last seat would be ${row}-${last}; numbers end at ${HIGHEST_SEAT_NUMBER}`);
      }
      const twice = rangeOf(first, last).find((number) => numbers.has(number));
      if (twice !== undefined) problems.add(where, `the seat ${row}-${twice} is there twice`);
      for (const number of rangeOf(first, last)) numbers.add(number);
    }
  }
}

function rangeOf(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
