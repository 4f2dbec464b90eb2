const LONGEST = 128;
/** Three rows of the table of distances, which are used again and again: no call waits for anything. */
const rows = [new Uint8Array(LONGEST + 1), new Uint8Array(LONGEST + 1), new Uint8Array(LONGEST + 1)] as const;

/**
 * How many letters have to be inserted, left out, replaced, or swapped with their neighbour, to make one word of the
 * other; more than `most`, or words of more than 128 letters, give infinity.
 */
export function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return Number.POSITIVE_INFINITY;
  if (Math.max(one.length, other.length) > LONGEST) return Number.POSITIVE_INFINITY;
  let [before_last, last, current] = rows;
  for (let column = 0; column <= other.length; column += 1) last[column] = column;
  for (let row = 1; row <= one.length; row += 1) {
    const letter = one.charCodeAt(row - 1);
    const letter_before = one.charCodeAt(row - 2);
    current[0] = row;
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const other_letter = other.charCodeAt(column - 1);
      let distance = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (letter === other_letter ? 0 : 1),
      );
      const is_swapped =
        row > 1 && column > 1 && letter === other.charCodeAt(column - 2) && letter_before === other_letter;
      if (is_swapped) distance = Math.min(distance, (before_last[column - 2] ?? 0) + 1);
      current[column] = distance;
      least = Math.min(least, distance);
    }
    if (least > most) return Number.POSITIVE_INFINITY;
    [before_last, last, current] = [last, current, before_last];
  }
  const distance = last[other.length] ?? 0;
  return distance > most ? Number.POSITIVE_INFINITY : distance;
}
