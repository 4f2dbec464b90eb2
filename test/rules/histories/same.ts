import { inspect, isDeepStrictEqual } from 'node:util';

/** Like an assertion, but says in one line what is wrong: that is what a counter-example is printed with. */
export function same(actual: unknown, expected: unknown, what: string): void {
  if (isDeepStrictEqual(actual, expected)) return;
  const show = (value: unknown): string =>
    inspect(value, { depth: 6, breakLength: Number.POSITIVE_INFINITY, maxStringLength: 2_000 });
  throw new Error(`${what}\n    is        ${show(actual)}\n    should be ${show(expected)}`);
}

/** The same texts, in whatever order. */
export function sameSet(actual: readonly string[], expected: readonly string[], what: string): void {
  same([...actual].sort().join('; '), [...expected].sort().join('; '), what);
}
