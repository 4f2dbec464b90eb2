import type { LayoutRow, ShowDefinition } from '../../actors/show/definition.ts';
import { id } from './people.ts';

/** When the stories begin, Unix milliseconds; their times are told in seconds after it. */
const BEGINNING = Date.UTC(2026, 10, 20, 12);

/** Unix milliseconds of so many seconds after the beginning. */
export function second(seconds: number): number {
  return BEGINNING + Math.round(seconds * 1_000);
}

/** The second at which a show starts where nothing else is said. */
export const START = 7_200;

/**
 * A show in a hall that is drawn from the screen to the back, a text a row: `r` is a regular seat (12.00), `p` a premium
 * one (15.00), each space an aisle one seat wide. The rows are A, B, …; seats are numbered from 1 in each row.
 */
export function showIn(rows: readonly string[], starts_at = second(START)): ShowDefinition {
  return {
    show_id: id('SHOW', '1'),
    movie_id: id('MOVIE', '1'),
    hall_id: id('HALL', '1'),
    starts_at,
    currency: 'USD',
    types: [
      { name: 'regular', amount: 1_200 },
      { name: 'premium', amount: 1_500 },
    ],
    layout: rows.map(rowOf),
  };
}

function rowOf(drawing: string, index: number): LayoutRow {
  const segments = [];
  let first = 1;
  for (const { groups } of drawing.matchAll(/(?<gap> *)(?<seats>r+|p+)/g)) {
    const { gap = '', seats = '' } = groups ?? {};
    segments.push({ type: seats.startsWith('p') ? 1 : 0, first, count: seats.length, gap: gap.length });
    first += seats.length;
  }
  return { row: String.fromCharCode('A'.charCodeAt(0) + index), segments };
}
