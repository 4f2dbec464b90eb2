import type { HallRow } from '../contract.ts';

/** The length of a seat with the space around it, in units of the drawing. */
export const PITCH = 40;
/** Room for the screen in front of the first row. */
const FRONT = 56;

export interface PlacedSeat {
  readonly seat_id: string;
  /** The middle of the seat, in units of the drawing. */
  readonly x: number;
  readonly y: number;
}

export interface PlacedRow {
  readonly row: string;
  readonly y: number;
  readonly seats: readonly PlacedSeat[];
}

export interface Plan {
  readonly columns: number;
  readonly width: number;
  readonly height: number;
  /** From the screen to the back. */
  readonly rows: readonly PlacedRow[];
}

/** The hall as it is built, seen from above: shorter rows stand in the middle. */
export function layOut(rows: readonly HallRow[]): Plan {
  const columns = Math.max(1, ...rows.map(columnsOf));
  return {
    columns,
    width: columns * PITCH,
    height: FRONT + rows.length * PITCH,
    rows: rows.map((row, index) => placeRow(row, columns, FRONT + (index + 0.5) * PITCH)),
  };
}

function placeRow(row: HallRow, columns: number, y: number): PlacedRow {
  const seats: PlacedSeat[] = [];
  let column = (columns - columnsOf(row)) / 2;
  for (const { first, count, gap } of row.segments) {
    column += gap;
    for (let number = first; number < first + count; number++) {
      seats.push({ seat_id: `${row.row}-${number}`, x: (column + 0.5) * PITCH, y });
      column++;
    }
  }
  return { row: row.row, y, seats };
}

/** How many seats wide a row is, with its aisles. */
function columnsOf({ segments }: HallRow): number {
  return segments.reduce((sum, { count, gap }) => sum + count + gap, 0);
}
