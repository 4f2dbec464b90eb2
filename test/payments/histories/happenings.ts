import fc from 'fast-check';
import { accountOf } from '../../../src/ledger/account.ts';
import { isOpen } from '../../../src/ledger/payments.ts';
import { session } from '../../rules/people.ts';
import { historyOf } from './log.ts';
import { type Journey, LONGEST_JOURNEY_MS, type Making } from './provider.ts';
import { ask, type Fates, newId, type World } from './world.ts';

/** Something that happens, and how far the box office gets with it before the next thing does. */
export interface Happening {
  readonly what: What;
  /** So many turns; null for all that there is to do. */
  readonly turns: number | null;
}

type What =
  | { readonly type: 'reserve'; readonly who: string; readonly count: number }
  | { readonly type: 'join'; readonly who: string; readonly count: number }
  | { readonly type: 'pay'; readonly which: number }
  | { readonly type: 'end'; readonly which: number }
  | { readonly type: 'cancel_show' }
  | { readonly type: 'nudge'; readonly which: number }
  | { readonly type: 'crash'; readonly down_ms: number }
  | { readonly type: 'restart' }
  | { readonly type: 'provider_crash'; readonly down_ms: number }
  | { readonly type: 'full_disk'; readonly for_ms: number }
  | { readonly type: 'pass'; readonly ms: number };

export async function happen(world: World, { what, turns }: Happening): Promise<void> {
  switch (what.type) {
    case 'reserve': {
      const { who, count } = what;
      const booking = newBooking(world, who);
      const wanted = { count, seat_type: null };
      ask(world, { type: 'reserve', ...booking, wanted, movie_id: null, key: null });
      break;
    }
    case 'join': {
      const { who, count } = what;
      const booking = newBooking(world, who);
      const waiting_id = newId(world, world.bookings.length + world.payments.length + 1);
      ask(world, { type: 'join_queue', ...booking, count, waiting_id, key: null });
      break;
    }
    case 'pay': {
      const booking = pick(world.bookings, what.which);
      if (booking === undefined) break;
      const payment_id = newId(world, world.bookings.length + world.payments.length + 1);
      world.payments.push(payment_id);
      ask(world, { type: 'start_payment', ...booking, payment_token: 'tok', payment_id, key: null });
      break;
    }
    case 'end': {
      const booking = pick(world.bookings, what.which);
      if (booking !== undefined) ask(world, { type: 'end_booking', ...booking, only: null, key: null });
      break;
    }
    case 'cancel_show':
      ask(world, { type: 'cancel_show' });
      break;
    case 'nudge': {
      const payment_id = pick(world.payments, what.which);
      if (payment_id !== undefined) world.box_office.nudge(payment_id);
      break;
    }
    case 'crash':
      world.tally.add(hasOpenPayment(world) ? 'crash while a payment is open' : 'crash');
      world.box_office.crash(what.down_ms);
      break;
    case 'restart':
      world.box_office.restart();
      break;
    case 'provider_crash':
      world.tally.add('crash of the provider');
      world.provider.crash(what.down_ms);
      break;
    case 'full_disk':
      world.log.setFull(true);
      world.time.later(what.for_ms, () => world.log.setFull(false));
      break;
    case 'pass':
      await world.time.pass(what.ms);
      break;
    default:
      never(what);
  }
  if (turns === null) await world.time.settle();
  else for (let turn = 0; turn < turns; turn += 1) if (!(await world.time.turn())) break;
}

function newBooking(world: World, who: string): { booking_id: string; session: string } {
  const booking_id = newId(world, world.bookings.length + world.payments.length + 1);
  const booking = { booking_id, session: session(who) };
  world.bookings.push(booking);
  return booking;
}

function hasOpenPayment({ log }: World): boolean {
  return [...accountOf(historyOf(log.written)).payments.values()].some(isOpen);
}

function pick<Item>(many: readonly Item[], drawn: number): Item | undefined {
  // The newest are the likeliest to be still under way.
  return many.at(-1 - (drawn % Math.max(1, many.length)));
}

const who = fc.constantFrom('anna', 'ben', 'cara');
const count = fc.constantFrom(1, 1, 2);
const which = fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 2 }) }, fc.nat({ max: 20 }));
const down_ms = fc.oneof(
  { weight: 5, arbitrary: fc.nat({ max: 2_000 }) },
  { weight: 3, arbitrary: fc.nat({ max: 30_000 }) },
  { weight: 1, arbitrary: fc.nat({ max: 200_000 }) },
);
const moments = fc.oneof(
  { weight: 12, arbitrary: fc.nat({ max: 2_000 }) },
  { weight: 6, arbitrary: fc.integer({ min: 2_000, max: 25_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 25_000, max: 200_000 }) },
);

const whats: fc.Arbitrary<What> = fc.oneof(
  { weight: 20, arbitrary: fc.record({ type: fc.constant('reserve'), who, count }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('join'), who, count }) },
  { weight: 30, arbitrary: fc.record({ type: fc.constant('pay'), which }) },
  { weight: 12, arbitrary: fc.record({ type: fc.constant('end'), which }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('cancel_show') }) },
  { weight: 5, arbitrary: fc.record({ type: fc.constant('nudge'), which }) },
  { weight: 8, arbitrary: fc.record({ type: fc.constant('crash'), down_ms }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('restart') }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('provider_crash'), down_ms }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('full_disk'), for_ms: down_ms }) },
  { weight: 35, arbitrary: fc.record({ type: fc.constant('pass'), ms: moments }) },
);

export const happenings: fc.Arbitrary<Happening> = fc.record({
  what: whats,
  turns: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, fc.nat({ max: 12 })),
});

const onTheWay = fc.oneof(
  { weight: 4, arbitrary: fc.nat({ max: 100 }) },
  { weight: 1, arbitrary: fc.nat({ max: LONGEST_JOURNEY_MS }) },
);

const journeys: fc.Arbitrary<Journey> = fc.record({
  there_ms: onTheWay,
  back_ms: onTheWay,
  goes: fc.constantFrom(
    'through',
    'through',
    'through',
    'lost_there',
    'lost_back',
    'broken_there',
    'broken_back',
  ),
  again_ms: fc.option(onTheWay, { freq: 1 }),
});

const makings: fc.Arbitrary<Making> = fc.record({
  settles_ms: fc.oneof(fc.constant(0), fc.nat({ max: 60_000 })),
  succeeds: fc.constantFrom(true, true, false),
  repeats_itself: fc.boolean(),
});

export const fates: fc.Arbitrary<Fates> = fc.record({
  journeys: fc.array(journeys, { maxLength: 30 }),
  makings: fc.array(makings, { maxLength: 12 }),
  chances: fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { maxLength: 10 }),
});

function never(what: never): never {
  throw new Error(`nothing that happens: ${JSON.stringify(what)}`);
}
