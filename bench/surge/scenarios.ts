import { SEATS } from '../hall.ts';
import { SEATS_WANTED } from './crowd/character.ts';
import { type Phase, type Scenario, WARM_UP } from './scenario.ts';

/** Of the reservations made, so many are paid for; see `crowd/character.ts`. */
const PAID = 0.8;

/** Until the code that is run all the time has been compiled, by both sides. */
const WARM_UP_S = 10;

/** Each step of a rising load has so many times the users of the one before: what can be carried is found to within an eighth. */
const GROWTH = 1.12;

/** At a rate that one process on two cores can serve, the crowd itself included. */
const SURGE_S = 40;
const SURGE_USERS = 32_000;

const HOT_SHOW: Scenario = {
  name: 'hot-show',
  tells:
    '100,000 people want the 300 seats of one show, within two and a half minutes: as fast as one process on two cores can serve them, the crowd itself included. Before that, and beside it, a few buy at other shows: they are the light load that the surge is compared with.',
  shows: 1,
  zipf_exponent: 0,
  phases: [
    { name: 'light load', lasts_s: 15, users: 0 },
    { name: 'surge', lasts_s: SURGE_S, users: SURGE_USERS },
    { name: 'ebb', lasts_s: 110, users: 68_000 },
  ],
  time_compression: 30,
  quiet_users_per_second: 40,
};

const PREMIERE: Scenario = {
  name: 'premiere',
  tells:
    '50,000 people want seats in 200 shows of one evening, some shows far more than others (Zipf, exponent 1).',
  shows: 200,
  zipf_exponent: 1,
  phases: [
    { name: 'first to come', lasts_s: 10, users: 2_000 },
    { name: 'premiere', lasts_s: 50, users: 48_000 },
  ],
  time_compression: 30,
  quiet_users_per_second: 0,
};

const STEADY_S = 40;
/** The reference load: 10 million tickets a month. */
const TICKETS_PER_SECOND = 10_000_000 / (30 * 86_400);
/** The reference load: 3 billion page views a month. */
const PAGE_VIEWS_PER_SECOND = 3_000_000_000 / (30 * 86_400);

/**
 * Sales at a hundred times the reference load: 3.86 tickets a second times 100, by parties of 2.46 seats of which 80 % pay,
 * are 196 users a second, over the 15,000 shows of a day. (Every seat of a day, 15,000 x 300 in 86,400 s, would be 52 a
 * second: this is seven times that.) Page views are at the reference load, 1,157 a second, which makes six listings a user:
 * a hundred times as many are what proxies are for, since listings may be kept for a second.
 */
const STEADY_USERS_PER_SECOND = (100 * TICKETS_PER_SECOND) / (SEATS_WANTED * PAID);

const STEADY: Scenario = {
  name: 'steady',
  tells:
    'A hundred times as many tickets a second as the reference load sells on average, over the 15,000 shows of a day, with its 1,157 page views a second.',
  shows: 15_000,
  zipf_exponent: 0,
  phases: [{ name: 'steady', lasts_s: STEADY_S, users: Math.round(STEADY_USERS_PER_SECOND * STEADY_S) }],
  time_compression: 30,
  quiet_users_per_second: 0,
  listings_first: Math.round(PAGE_VIEWS_PER_SECOND / STEADY_USERS_PER_SECOND),
};

/**
 * Orders in each second of a real on-sale: 967 within 17 s, 134 in the busiest of them. Only these figures, and that all was
 * sold out after 13 s, are known; how they lie between is drawn by hand.
 */
const EMF_ORDERS = [60, 134, 120, 105, 92, 80, 70, 60, 52, 45, 38, 32, 26, 20, 15, 11, 7];
const EMF_SOLD_OUT_AFTER_S = 13;

/** As many halls as the orders of the first 13 seconds fill, so that it can be sold out then and not before. */
const EMF_HALLS =
  (EMF_ORDERS.slice(0, EMF_SOLD_OUT_AFTER_S).reduce((sum, orders) => sum + orders, 0) * SEATS_WANTED) / SEATS;

function emf(times: number): Scenario {
  return {
    name: `emf-x${times}`,
    tells: `A real on-sale, ${times} times over: 967 orders within 17 s, 134 of them in one second, sold out after 13 s. The halls hold what is ordered by then.`,
    shows: Math.floor(EMF_HALLS * times),
    zipf_exponent: 0,
    phases: EMF_ORDERS.map(
      (orders, second): Phase => ({ name: `second ${second + 1}`, lasts_s: 1, users: orders * times }),
    ),
    time_compression: 60,
    quiet_users_per_second: 0,
  };
}

const QUIET: Scenario = {
  name: 'quiet',
  tells:
    'A few people buy at quiet shows: first they are alone, then another show takes the surge of `hot-show`.',
  shows: 1,
  zipf_exponent: 0,
  phases: [
    { name: 'alone', lasts_s: 20, users: 0 },
    { name: 'beside the surge', lasts_s: SURGE_S, users: SURGE_USERS },
  ],
  time_compression: 30,
  quiet_users_per_second: 40,
};

/** Users of one hot show in the rotation: somewhat more than its seats are enough for. */
const ROTATION_USERS_A_SHOW = 150;

const ROTATION_PHASES = rising(31, 250, 4);

const ROTATION: Scenario = {
  name: 'rotation',
  tells:
    'Hot shows, one after the other: there is always one that everybody wants now. More and more people come, until the p99 passes 100 ms or no more is accepted. They reserve and give back, and nobody pays: ours would ask a payment service that the peers do not have.',
  shows: Math.ceil(ROTATION_PHASES.reduce((sum, { users }) => sum + users, 0) / ROTATION_USERS_A_SHOW),
  zipf_exponent: 0,
  phases: ROTATION_PHASES,
  time_compression: 30,
  quiet_users_per_second: 0,
  asks_at_once: true,
  one_show_after_the_other: true,
  nobody_pays: true,
  until_saturated: true,
};

/** So many users to a show that its seats last for all who come. */
const ROOMY_USERS_A_SHOW = SEATS / SEATS_WANTED / 1.2;

/** Finds how many users a second can be carried: like `overload`, and more of them in each step. */
export const RAMP: Scenario = roomy({
  name: 'ramp',
  tells: 'More and more people a second, until the p99 passes 100 ms or no more is accepted.',
  phases: rising(26, 200, 3),
  until_saturated: true,
});

const OVERLOAD_PHASE_S = 12;

/** Twice what can be carried, between phases of half of it. */
export function overload(capacity_users_per_second: number): Scenario {
  const phase = (name: string, share: number): Phase => ({
    name,
    lasts_s: OVERLOAD_PHASE_S,
    users: Math.round(capacity_users_per_second * share * OVERLOAD_PHASE_S),
  });
  return roomy({
    name: 'overload',
    tells: `Half of what the machine can carry, all of it, twice as much, and half of it again. Who is refused goes away. It can carry ${capacity_users_per_second} users a second.`,
    phases: [
      warmUp(capacity_users_per_second / 4),
      phase('half load', 0.5),
      phase('full load', 1),
      phase('overload', 2),
      phase('half again', 0.5),
    ],
    nobody_comes_again: true,
  });
}

function roomy(
  scenario: Pick<Scenario, 'name' | 'tells' | 'phases'> &
    Partial<Pick<Scenario, 'until_saturated' | 'nobody_comes_again'>>,
): Scenario {
  const users = scenario.phases.reduce((sum, phase) => sum + phase.users, 0);
  return {
    shows: Math.ceil(users / ROOMY_USERS_A_SHOW),
    zipf_exponent: 0,
    time_compression: 30,
    quiet_users_per_second: 0,
    ...scenario,
  };
}

function rising(steps: number, first_per_second: number, lasts_s: number): Phase[] {
  const rise = Array.from({ length: steps }, (_, step) => ({
    name: `step ${step + 1}`,
    lasts_s,
    users: Math.round(first_per_second * GROWTH ** step * lasts_s),
  }));
  return [warmUp(first_per_second), ...rise];
}

function warmUp(users_per_second: number): Phase {
  return { name: WARM_UP, lasts_s: WARM_UP_S, users: Math.round(users_per_second * WARM_UP_S) };
}

/** All but `overload`, which needs to know what can be carried. */
export const SCENARIOS: readonly Scenario[] = [
  HOT_SHOW,
  PREMIERE,
  STEADY,
  emf(1),
  emf(10),
  emf(100),
  QUIET,
  ROTATION,
];

/** Reservations have to last a second at least. */
const MOST_COMPRESSED = 300;

/** Fewer people at fewer shows in less time: each by the square root where both of two shrink. */
export function scaled(scenario: Scenario, scale: number): Scenario {
  const time = Math.sqrt(scale);
  return {
    ...scenario,
    shows: Math.ceil(scenario.shows * scale),
    phases: scenario.phases.map(({ name, lasts_s, users }) => ({
      name,
      lasts_s: lasts_s * time,
      users: Math.ceil(users * scale),
    })),
    time_compression: Math.min(MOST_COMPRESSED, scenario.time_compression / time),
    quiet_users_per_second: scenario.quiet_users_per_second * time,
  };
}
