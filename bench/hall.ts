import type { Layout, ShowDefinition } from '../actors/show/definition.ts';

/** The hall of the reference load: 15 rows of 20 seats with two aisles, 200 regular and 100 premium seats. */
export const SEATS = 300;
const SEATS_A_ROW = 20;
const ROWS = SEATS / SEATS_A_ROW;
const REGULAR_ROWS = 10;

/** Minor units. */
export const REGULAR_PRICE = 1_499;
const PREMIUM_PRICE = 1_899;

const HOUR_MS = 3_600_000;

/** One for all shows, as the catalogue gives it: halls alike share a layout. */
const LAYOUT: Layout = Array.from({ length: ROWS }, (_, row) => {
  const type = row < REGULAR_ROWS ? 0 : 1;
  return {
    row: rowName(row),
    segments: [
      { type, first: 1, count: 6, gap: 0 },
      { type, first: 7, count: 8, gap: 1 },
      { type, first: 15, count: 6, gap: 1 },
    ],
  };
});

export function showInReferenceHall(show_id: string, now: number): ShowDefinition {
  return {
    show_id,
    movie_id: '01JD0000000000000000000001',
    hall_id: '01JD0000000000000000000002',
    starts_at: now + 24 * HOUR_MS,
    currency: 'USD',
    types: [
      { name: 'regular', amount: REGULAR_PRICE },
      { name: 'premium', amount: PREMIUM_PRICE },
    ],
    layout: LAYOUT,
  };
}

/** `A-1` to `O-20`, in the order of the seat map; seats count from 0. */
export function seatName(index: number): string {
  if (index < 0 || index >= SEATS) throw new RangeError(`The hall has no seat ${index}`);
  return `${rowName(Math.floor(index / SEATS_A_ROW))}-${(index % SEATS_A_ROW) + 1}`;
}

function rowName(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}
