import fc from 'fast-check';
import type { IdempotencyKey, ShowCommand } from '../../../actors/show/commands.ts';
import { fingerprint } from '../../../actors/show/fingerprint.ts';
import { id, session } from '../people.ts';
import { type Model, seatsThatAre } from '../reference/model.ts';
import type { World } from './world.ts';

/** What is drawn at random before a history begins, and what it comes to once it is known what there is. */

export const PEOPLE = ['anna', 'ben', 'cara', 'dan', 'eve', 'fay'] as const;
export const STRANGER = 'a stranger';

/** Null most of the time. */
export function seldom<Drawn>(drawn: fc.Arbitrary<Drawn>, others = 20): fc.Arbitrary<Drawn | null> {
  return fc.oneof({ weight: others, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: drawn });
}

export const people = fc.constantFrom(...PEOPLE);
export const counts = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 1, arbitrary: fc.integer({ min: 5, max: 10 }) },
);

/** The key of a request, one of few: so that it is used again, for the same request and for others. */
export const keys = seldom(fc.nat({ max: 2 }), 3);

export function keyOf(
  drawn: number | null,
  asking: string,
  route: ShowCommand['type'],
  ...body: readonly unknown[]
): IdempotencyKey | null {
  if (drawn === null) return null;
  return { key: fingerprint(asking, route, String(drawn)), body: fingerprint(JSON.stringify(body)) };
}

/** The one of many that was drawn; undefined where there is none. */
export function pick<Item>(many: readonly Item[], drawn: number): Item | undefined {
  return many[drawn % many.length];
}

/** Something of somebody's; now and then another person asks than whose it is. */
interface Picked {
  readonly place: number;
  readonly by: string | null;
}

export const picks: fc.Arbitrary<Picked> = fc.record({
  place: fc.nat({ max: 20 }),
  by: seldom(fc.constant(STRANGER), 30),
});

/** One booking or wait of those that are meant, or any where there is none of those; and the session that asks for it. */
export function pickOwned<Owned extends { readonly session: string }>(
  all: readonly Owned[],
  { place, by }: Picked,
  isMeant: (owned: Owned) => boolean,
): { readonly owned: Owned; readonly asking: string } | null {
  const meant = all.filter(isMeant);
  const owned = pick(meant.length > 0 ? meant : all, place);
  return owned === undefined ? null : { owned, asking: by === null ? owned.session : session(by) };
}

/** Seats beside one another, out of those that are available or of all; now and then none that there is, or one twice. */
export interface DrawnSeats {
  readonly from: number;
  readonly count: number;
  readonly of: 'available' | 'all';
  readonly flaw: 'unknown' | 'twice' | null;
}

export function seatsDrawn(least: number): fc.Arbitrary<DrawnSeats> {
  return fc.record({
    from: fc.nat({ max: 11 }),
    count: least === 0 ? fc.nat({ max: 3 }) : counts,
    of: fc.constantFrom('available', 'available', 'available', 'all'),
    flaw: seldom(fc.constantFrom('unknown', 'twice'), 30),
  });
}

export function seatsOf(model: Model, { from, count, of, flaw }: DrawnSeats): string[] {
  const others = of === 'all' ? (['reserved', 'booked', 'blocked'] as const) : [];
  const choice = seatsThatAre(model, 'available', ...others);
  const seats = Array.from(
    { length: Math.min(count, choice.length) },
    (_, index) => pick(choice, from + index) ?? '',
  );
  if (flaw === 'unknown') return [...seats, 'Z-1'];
  return flaw === 'twice' ? [...seats, ...seats.slice(0, 1)] : seats;
}

/** `B` for a booking, `P` for a payment, `W` for a place in the queue. */
export function newId(world: World, kind: 'B' | 'P' | 'W'): string {
  world.made += 1;
  return id(kind, String(world.made));
}
