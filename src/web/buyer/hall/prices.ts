import type { Money, Seat } from '../../shared/contract.ts';

/** The price of each type of seat in the hall, in the order of the hall. They do not change while a show is on sale. */
export type Prices = ReadonlyMap<string, Money>;

export function pricesOf(seats: Iterable<Seat>): Prices {
  return new Map(Array.from(seats, ({ type, price }) => [type, price]));
}
