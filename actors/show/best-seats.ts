import type { SeatMap } from './seat-map.ts';

/** How good a choice within one row is; compared from the first criterion to the last, less is better. */
interface Candidate {
  readonly seats: readonly number[];
  /** How often neighbours are parted, by an aisle or by somebody else's seat. */
  readonly breaks: number;
  /** From the middle of the hall, in whole seats: choices within one seat count as equally near. */
  readonly distance: number;
  /** Free seats that would be left single between taken ones. */
  readonly orphans: number;
  readonly exact_distance: number;
}

/**
 * The best `count` seats together out of those that are free: in one row where possible, else in the fewest rows;
 * side by side where possible; as near the middle of the hall as can be; and, where choices are as good as one
 * another, leaving no single free seat between taken ones. Null where fewer than `count` are free.
 * Costs one walk over the hall's seats.
 */
export function bestSeats(
  seat_map: SeatMap,
  isFree: (seat: number) => boolean,
  count: number,
): readonly number[] | null {
  const free_rows = seat_map.rows.map((row) => row.filter(isFree)).filter((row) => row.length > 0);
  const free_total = free_rows.reduce((sum, row) => sum + row.length, 0);
  if (free_total < count) return null;
  const together = bestOf(free_rows.map((row) => bestInRow(seat_map, isFree, row, count)));
  return together === null ? inFewestRows(seat_map, isFree, free_rows, count) : together.seats;
}

/** The best run of `count` free seats of a row; null where the row has too few. */
function bestInRow(
  seat_map: SeatMap,
  isFree: (seat: number) => boolean,
  free_row: readonly number[],
  count: number,
): Candidate | null {
  let best: Candidate | null = null;
  for (let from = 0; from + count <= free_row.length; from += 1) {
    const candidate = weigh(seat_map, isFree, free_row.slice(from, from + count));
    if (best === null || isBetter(candidate, best)) best = candidate;
  }
  return best;
}

function bestOf(candidates: readonly (Candidate | null)[]): Candidate | null {
  let best: Candidate | null = null;
  for (const candidate of candidates) {
    if (candidate !== null && (best === null || isBetter(candidate, best))) best = candidate;
  }
  return best;
}

function isBetter(one: Candidate, other: Candidate): boolean {
  if (one.breaks !== other.breaks) return one.breaks < other.breaks;
  if (one.distance !== other.distance) return one.distance < other.distance;
  if (one.orphans !== other.orphans) return one.orphans < other.orphans;
  return one.exact_distance < other.exact_distance;
}

function weigh(seat_map: SeatMap, isFree: (seat: number) => boolean, seats: readonly number[]): Candidate {
  let breaks = 0;
  let x = 0;
  let y = 0;
  for (const [index, seat] of seats.entries()) {
    x += seat_map.x_of[seat] ?? 0;
    y += seat_map.y_of[seat] ?? 0;
    const next = seats[index + 1];
    if (next !== undefined && (next !== seat + 1 || seat_map.adjoins_next[seat] === 0)) breaks += 1;
  }
  const exact_distance = Math.hypot(x / seats.length, y / seats.length);
  const orphans = countOrphans(seat_map, isFree, seats);
  return { seats, breaks, distance: Math.round(exact_distance), orphans, exact_distance };
}

/** Counts the free seats beside the chosen ones whose both neighbours would be taken; a wall or an aisle is no neighbour. */
function countOrphans(
  seat_map: SeatMap,
  isFree: (seat: number) => boolean,
  chosen: readonly number[],
): number {
  const left = (chosen[0] ?? 0) - 1;
  const right = (chosen[chosen.length - 1] ?? 0) + 1;
  const adjoins = (seat: number): boolean => seat >= 0 && seat_map.adjoins_next[seat] === 1;
  const is_left_orphan = adjoins(left) && isFree(left) && adjoins(left - 1) && !isFree(left - 1);
  const is_right_orphan = adjoins(right - 1) && isFree(right) && adjoins(right) && !isFree(right + 1);
  return Number(is_left_orphan) + Number(is_right_orphan);
}

/** No row has enough: takes as few rows as can be, and of those the ones nearest to the middle of the hall. */
function inFewestRows(
  seat_map: SeatMap,
  isFree: (seat: number) => boolean,
  free_rows: readonly (readonly number[])[],
  count: number,
): readonly number[] {
  const rows_needed = fewestRows(free_rows, count);
  const nearest_first = free_rows.toSorted(
    (one, other) => rowDistance(seat_map, one) - rowDistance(seat_map, other),
  );
  const chosen: number[] = [];
  for (const [index, row] of nearest_first.entries()) {
    const missing = count - chosen.length;
    if (missing === 0) break;
    // A near row is passed over where the rows still allowed beside it could not make up the number.
    const rows_left = rows_needed - rowsOf(seat_map, chosen) - 1;
    if (rows_left < 0) break;
    const others = nearest_first.slice(index + 1).sort((one, other) => other.length - one.length);
    const in_others = others.slice(0, rows_left).reduce((sum, other) => sum + other.length, 0);
    if (row.length + in_others < missing) continue;
    const best = bestInRow(seat_map, isFree, row, Math.min(missing, row.length));
    if (best !== null) chosen.push(...best.seats);
  }
  if (chosen.length !== count) throw new Error(`chose ${chosen.length} seats where ${count} were free`);
  return chosen.sort((one, other) => one - other);
}

function fewestRows(free_rows: readonly (readonly number[])[], count: number): number {
  const sizes = free_rows.map((row) => row.length).sort((one, other) => other - one);
  let rows = 0;
  for (let seats = 0; seats < count; rows += 1) seats += sizes[rows] ?? count;
  return rows;
}

function rowDistance(seat_map: SeatMap, row: readonly number[]): number {
  return Math.abs(seat_map.y_of[row[0] ?? 0] ?? 0);
}

function rowsOf(seat_map: SeatMap, seats: readonly number[]): number {
  return new Set(seats.map((seat) => seat_map.y_of[seat])).size;
}
