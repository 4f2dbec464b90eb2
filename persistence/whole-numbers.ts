/** Throws a RangeError where one of them is not a whole number, so that it cannot fail a whole commit later. */
export function requireWholeNumbers(...values: readonly number[]): void {
  for (const value of values) {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number`);
  }
}
