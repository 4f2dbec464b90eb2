import type { Segment, ShowDefinition } from '../../actors/show/definition.ts';

/** More than the largest hall there is. */
const MOST_SEATS = 65_535;

/** What is wrong with the definition that a show was opened with, or null. */
export function findFlaw(
  { show_id, types, layout, currency }: ShowDefinition,
  expected_show_id: string,
): string | null {
  if (show_id !== expected_show_id) return `the show is opened as ${show_id}`;
  if (!/^[A-Z]{3}$/.test(currency)) return `the currency '${currency}' is none`;
  if (types.some(({ amount }) => amount < 0)) return 'a type of seats costs less than nothing';
  const segments = layout.flatMap((row) => row.segments);
  if (segments.some(({ type }) => types[type] === undefined)) return 'some seats have a type without a price';
  if (segments.some(({ first, count }) => count < 1 || first < 0)) return 'a segment of a row has no seats';
  const seats = segments.reduce((sum, { count }) => sum + count, 0);
  if (seats < 1 || seats > MOST_SEATS) return `the hall has ${seats} seats`;
  const repeated = layout.find((row, index) => layout.findIndex((other) => other.row === row.row) !== index);
  if (repeated !== undefined) return `there are two rows ${repeated.row}`;
  const crossed = layout.find((row) =>
    row.segments.some((segment, index) => index > 0 && overlaps(row.segments, index, segment)),
  );
  return crossed === undefined ? null : `two seats of row ${crossed.row} have the same number`;
}

function overlaps(segments: readonly Segment[], index: number, { first, count }: Segment): boolean {
  return segments
    .slice(0, index)
    .some((other) => first < other.first + other.count && other.first < first + count);
}
