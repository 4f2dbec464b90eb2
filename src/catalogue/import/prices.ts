import type { StoredLayout } from '../layouts.ts';
import type { Problems } from './problems.ts';

/** Prices in minor units, by name of seat type. */
export type Prices = Readonly<Record<string, number>>;

/** The seat types of the layout that have no price. */
export function unpriced(layout: StoredLayout, prices: Prices): string[] {
  return layout.seat_types.filter((name) => !Object.hasOwn(prices, name));
}

/** Prices as the column `amounts` holds them: by index of seat type. Each type has to have one. */
export function amountsOf(layout: StoredLayout, prices: Prices): string {
  return JSON.stringify(layout.seat_types.map((name) => prices[name]));
}

/** The other way round. */
export function pricesOf(layout: StoredLayout, amounts: string): Prices {
  const listed: readonly number[] = JSON.parse(amounts);
  return Object.fromEntries(layout.seat_types.map((name, type) => [name, listed[type] ?? 0]));
}

/** Tells where a show's prices do not fit the seat types of its hall. */
export function checkPrices(prices: Prices, place: string, layout: StoredLayout, problems: Problems): void {
  for (const name of Object.keys(prices)) {
    if (layout.seat_types.includes(name)) continue;
    problems.add(place, `"${name}" is not a seat type of the hall; it has ${list(layout.seat_types)}`);
  }
  const missing = unpriced(layout, prices);
  if (missing.length > 0) problems.add(place, `there is no price for ${list(missing)}, which the hall has`);
}

/** Names as an error lists them. */
export function list(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
