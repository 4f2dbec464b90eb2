import type { ShowDefinition } from '../../../actors/show/definition.ts';

/**
 * The best seats together by an obvious search over all there is to choose from; slow, and sharing nothing with the
 * rules. A choice within a row leaves no wanted seat out between the first and the last that it takes.
 */
export function obviousBestSeats(
  definition: ShowDefinition,
  isAvailable: (seat: number) => boolean,
  isWanted: (seat: number) => boolean,
  count: number,
): readonly number[] | null {
  const hall = placesOf(definition);
  const rows = hall.rows.map((row) => row.filter((place) => isWanted(place.seat)));
  const bestOfRow = (row: readonly Place[], taken: number): readonly Place[] =>
    best(
      groups(row, taken).map((group) => ({ choice: group, badness: badnessOf(group, hall, isAvailable) })),
    );

  for (let fewest = 1; fewest <= rows.length; fewest += 1) {
    const possible = subsets(rows, fewest).filter((some) => seatsIn(some) >= count);
    if (possible.length === 0) continue;
    if (fewest === 1) {
      const choices = possible.flatMap((some) => some.flatMap((row) => groups(row, count)));
      const weighed = choices.map((group) => ({
        choice: group,
        badness: badnessOf(group, hall, isAvailable),
      }));
      return best(weighed).map((place) => place.seat);
    }
    // The rows nearest to the middle, of equals the one nearer to the screen; of the nearest as many seats as there are.
    const nearest = best(
      possible.map((some) => {
        const sorted = some.toSorted((one, other) => distanceOf(one) - distanceOf(other));
        return { choice: sorted, badness: sorted.flatMap((row) => [distanceOf(row), rows.indexOf(row)]) };
      }),
    );
    let missing = count;
    const chosen = nearest.flatMap((row) => {
      const taken = Math.min(missing, row.length);
      missing -= taken;
      return bestOfRow(row, taken);
    });
    return chosen.map((place) => place.seat).sort((one, other) => one - other);
  }
  return null;
}

interface Place {
  readonly seat: number;
  /** From the middle of the hall, in seats. */
  readonly x: number;
  readonly y: number;
}

interface Hall {
  readonly rows: readonly (readonly Place[])[];
  /** Whether the seat sits directly beside the one after it. */
  readonly isBesideNext: (seat: number) => boolean;
}

function placesOf({ layout }: ShowDefinition): Hall {
  let seat = 0;
  const rows = layout.map(({ segments }, index) => {
    const y = index - (layout.length - 1) / 2;
    const places: Place[] = [];
    let x = 0;
    for (const { count, gap } of segments) {
      x += gap;
      for (let number = 0; number < count; number += 1) {
        places.push({ seat, x: x + number + 0.5, y });
        seat += 1;
      }
      x += count;
    }
    const width = x;
    return places.map((place) => ({ ...place, x: place.x - width / 2 }));
  });
  const all = rows.flat();
  return {
    rows,
    isBesideNext: (at) => all[at + 1]?.y === all[at]?.y && (all[at + 1]?.x ?? 0) - (all[at]?.x ?? 0) === 1,
  };
}

/** Breaks, distance in whole seats, seats left single, exact distance: the first that differs decides, less is better. */
function badnessOf(
  group: readonly Place[],
  { rows, isBesideNext }: Hall,
  isAvailable: (seat: number) => boolean,
): readonly number[] {
  const chosen = new Set(group.map((place) => place.seat));
  const breaks = group.filter(({ seat }, index) => {
    const next = group[index + 1];
    return next !== undefined && !(next.seat === seat + 1 && isBesideNext(seat));
  });
  const distance = Math.sqrt(mean(group.map(({ x }) => x)) ** 2 + mean(group.map(({ y }) => y)) ** 2);
  const isSingle = (seat: number, isFree: (seat: number) => boolean): boolean =>
    isFree(seat) && isBesideNext(seat - 1) && isBesideNext(seat) && !isFree(seat - 1) && !isFree(seat + 1);
  const isStillFree = (seat: number): boolean => isAvailable(seat) && !chosen.has(seat);
  const left_single = rows
    .flat()
    .filter(({ seat }) => isSingle(seat, isStillFree) && !isSingle(seat, isAvailable));
  return [breaks.length, Math.round(distance), left_single.length, distance];
}

/** All choices of so many seats that lie one after the other among those of the row. */
function groups(row: readonly Place[], count: number): readonly (readonly Place[])[] {
  return row.map((_, from) => row.slice(from, from + count)).filter((group) => group.length === count);
}

function subsets<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) =>
    subsets(items.slice(index + 1), size - 1).map((others) => [item, ...others]),
  );
}

/** The choice with the least badness, the first of equals. */
function best<Choice>(
  weighed: readonly { readonly choice: Choice; readonly badness: readonly number[] }[],
): Choice {
  const [first, ...others] = weighed;
  if (first === undefined) throw new Error('there is nothing to choose from');
  return others.reduce((least, each) => (isLess(each.badness, least.badness) ? each : least), first).choice;
}

function isLess(one: readonly number[], other: readonly number[]): boolean {
  const index = one.findIndex((value, at) => value !== other[at]);
  return index !== -1 && (one[index] ?? 0) < (other[index] ?? 0);
}

function seatsIn(rows: readonly (readonly Place[])[]): number {
  return rows.reduce((sum, row) => sum + row.length, 0);
}

function distanceOf(row: readonly Place[]): number {
  return Math.abs(row[0]?.y ?? 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
