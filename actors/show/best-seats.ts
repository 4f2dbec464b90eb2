import type { SeatMap } from './seat-map.ts';

type SeatTest = (seat: number) => boolean;

/** Seats of one row, and how good a choice they are; compared from the first criterion to the last, less is better. */
interface Choice {
  readonly seats: readonly number[];
  /** How often neighbours are parted, by an aisle or by a seat that is not wanted. */
  readonly breaks: number;
  /** From the middle of the hall, in whole seats: choices within one seat count as equally near. */
  readonly distance: number;
  /** Free seats that would be left single between taken ones. */
  readonly orphans: number;
  readonly exact_distance: number;
}

/**
 * The best `count` seats together out of those that are wanted (all that are free, or those of one type): in one row
 * where possible, else in the fewest rows; side by side where possible; as near the middle of the hall as can be; and,
 * where choices are as good as one another, leaving no single free seat between taken ones. A choice leaves out none of
 * the wanted seats between its first and its last in a row. Null where there are fewer than `count`.
 * Costs one walk over the hall's seats.
 */
export function bestSeats(
  seat_map: SeatMap,
  isFree: SeatTest,
  isWanted: SeatTest,
  count: number,
): readonly number[] | null {
  const rows = seat_map.rows.map((row) => row.filter(isWanted)).filter((row) => row.length > 0);
  if (rows.reduce((sum, row) => sum + row.length, 0) < count) return null;
  return bestInOneRow(seat_map, isFree, rows, count) ?? inFewestRows(seat_map, isFree, rows, count);
}

/** The best choice within one of the rows of wanted seats; null where none of them has enough. */
function bestInOneRow(
  seat_map: SeatMap,
  isFree: SeatTest,
  rows: readonly (readonly number[])[],
  count: number,
): readonly number[] | null {
  let best: Choice | null = null;
  for (const row of rows) {
    const y = seat_map.y_of[row[0] ?? -1] ?? 0;
    // What holds of the choice that ends with `last` is kept up to date from one choice to the next.
    let breaks = 0;
    let sum_x = 0;
    for (let last = 0; last < row.length; last += 1) {
      sum_x += xAt(seat_map, row, last);
      if (last > 0) breaks += partedBefore(seat_map, row, last);
      const from = last - count + 1;
      if (from > 0) {
        sum_x -= xAt(seat_map, row, from - 1);
        breaks -= partedBefore(seat_map, row, from);
      }
      if (from < 0 || (best !== null && breaks > best.breaks)) continue;
      const exact_distance = Math.sqrt((sum_x / count) ** 2 + y ** 2);
      const distance = Math.round(exact_distance);
      if (best !== null && breaks === best.breaks && distance > best.distance) continue;
      const seats = row.slice(from, last + 1);
      const orphans = countOrphans(seat_map, isFree, seats);
      const choice: Choice = { seats, breaks, distance, orphans, exact_distance };
      if (best === null || isBetter(choice, best)) best = choice;
    }
  }
  return best === null ? null : best.seats;
}

function isBetter(one: Choice, other: Choice): boolean {
  if (one.breaks !== other.breaks) return one.breaks < other.breaks;
  if (one.distance !== other.distance) return one.distance < other.distance;
  if (one.orphans !== other.orphans) return one.orphans < other.orphans;
  return one.exact_distance < other.exact_distance;
}

function xAt(seat_map: SeatMap, row: readonly number[], index: number): number {
  return seat_map.x_of[row[index] ?? 0] ?? 0;
}

/** 1 where the seat at the index is parted from the one before it in the list, else 0. */
function partedBefore(seat_map: SeatMap, row: readonly number[], index: number): number {
  const before = row[index - 1] ?? 0;
  return row[index] === before + 1 && adjoins(seat_map, before) ? 0 : 1;
}

/** Counts the free seats that would be left single: both neighbours taken then. A wall or an aisle is no neighbour. */
function countOrphans(seat_map: SeatMap, isFree: SeatTest, chosen: readonly number[]): number {
  const isTaken = (seat: number): boolean => !isFree(seat) || chosen.includes(seat);
  const isBetween = (seat: number): boolean => adjoins(seat_map, seat - 1) && adjoins(seat_map, seat);
  let orphans = 0;
  for (const seat of chosen) {
    const left = seat - 1;
    const right = seat + 1;
    // One between two chosen seats is counted on the right of the first of them.
    if (isBetween(left) && !isTaken(left) && !isFree(left - 1)) orphans += 1;
    if (isBetween(right) && !isTaken(right) && isTaken(right + 1)) orphans += 1;
  }
  return orphans;
}

/** Whether the seat and the next one by index sit beside one another. */
function adjoins(seat_map: SeatMap, seat: number): boolean {
  return seat >= 0 && seat_map.adjoins_next[seat] === 1;
}

/** No row has enough: takes as few rows as can be, and of those the ones nearest to the middle of the hall. */
function inFewestRows(
  seat_map: SeatMap,
  isFree: SeatTest,
  rows: readonly (readonly number[])[],
  count: number,
): readonly number[] {
  const nearest_first = rows.toSorted(
    (one, other) => rowDistance(seat_map, one) - rowDistance(seat_map, other),
  );
  let rows_left = 1;
  while (mostSeatsIn(rows, rows_left) < count) rows_left += 1;
  const chosen: number[] = [];
  for (const [index, row] of nearest_first.entries()) {
    const missing = count - chosen.length;
    if (missing === 0) break;
    // A near row is passed over where the rows still allowed beside it could not make up the number.
    if (row.length + mostSeatsIn(nearest_first.slice(index + 1), rows_left - 1) < missing) continue;
    rows_left -= 1;
    chosen.push(...(bestInOneRow(seat_map, isFree, [row], Math.min(missing, row.length)) ?? []));
  }
  if (chosen.length !== count) throw new Error(`chose ${chosen.length} seats where ${count} were wanted`);
  return chosen.sort((one, other) => one - other);
}

/** How many seats the largest of the rows have together. */
function mostSeatsIn(rows: readonly (readonly number[])[], how_many: number): number {
  const sizes = rows.map((row) => row.length).sort((one, other) => other - one);
  return sizes.slice(0, how_many).reduce((sum, size) => sum + size, 0);
}

function rowDistance(seat_map: SeatMap, row: readonly number[]): number {
  return Math.abs(seat_map.y_of[row[0] ?? -1] ?? 0);
}
