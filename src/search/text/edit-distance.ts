/**
 * How many letters have to be inserted, left out, replaced, or swapped with their neighbour, to make one word of the
 * other; more than `most` is given as infinity.
 */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return Number.POSITIVE_INFINITY;
  let before_last: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const is_same = one[row - 1] === other[column - 1];
      let distance = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (is_same ? 0 : 1),
      );
      const is_swapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (is_swapped) distance = Math.min(distance, (before_last[column - 2] ?? 0) + 1);
      current.push(distance);
      least = Math.min(least, distance);
    }
    if (least > most) return Number.POSITIVE_INFINITY;
    before_last = last;
    last = current;
  }
  const distance = last[other.length] ?? 0;
  return distance > most ? Number.POSITIVE_INFINITY : distance;
}
