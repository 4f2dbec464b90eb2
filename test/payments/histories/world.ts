import { encodeTime } from 'ulid';
import type { ShowCommand } from '../../../actors/index.ts';
import { DEFAULT_LIMITS, type Limits } from '../../../actors/limits.ts';
import type { ShowDefinition } from '../../../actors/show/definition.ts';
import type { BookingView } from '../../../actors/show/replies.ts';
import { second, showIn } from '../../rules/halls.ts';
import { type BoxOffice, runBoxOffice } from './box-office.ts';
import { openSurvivingLog, type SurvivingLog } from './log.ts';
import { type Journey, type Making, type SimulatedProvider, simulateProvider } from './provider.ts';
import type { SimulatedTime } from './time.ts';

/** A box office, the people who come to it, and the provider that their money is with. */
export interface World {
  readonly time: SimulatedTime;
  readonly log: SurvivingLog;
  readonly provider: SimulatedProvider;
  readonly box_office: BoxOffice;
  /** Every booking that anybody asked for, whether or not it came to be. */
  readonly bookings: OwnBooking[];
  readonly payments: string[];
  /** What people were told of bookings, in this order. */
  readonly told: BookingView[];
  /** What must never happen, and did. */
  readonly outrages: string[];
  readonly tally: Tally;
}

/** Counts over all histories what happened in them, so that nothing is only believed to. */
export interface Tally {
  add(what: string): void;
}

export interface OwnBooking {
  readonly booking_id: string;
  readonly session: string;
}

/** Small enough that everything happens; with the relations that are checked at start. */
const LIMITS: Limits = {
  ...DEFAULT_LIMITS,
  reservation_ms: 20_000,
  reservation_buffer_ms: 2_000,
  waiting_ms: 40_000,
  payment_ms: 20_000,
  outage_grace_ms: 10_000,
};

const STARTS_IN_S = 1_800;

/** Some seats cost nothing. */
const SHOW: ShowDefinition = {
  ...showIn(['rrr', 'p'], second(STARTS_IN_S)),
  types: [
    { name: 'regular', amount: 1_200 },
    { name: 'free', amount: 0 },
  ],
};

/** What becomes of requests, new payments and refunds, one after the other; when they are used up, nothing bad does. */
export interface Fates {
  readonly journeys: readonly Journey[];
  readonly makings: readonly Making[];
  /** From 0 to below 1; spreads repetitions. */
  readonly chances: readonly number[];
}

const SMOOTH: Journey = { there_ms: 20, back_ms: 20, goes: 'through', again_ms: null };
const PLAIN: Making = { settles_ms: 0, succeeds: true, repeats_itself: false };
const EVEN_CHANCE = 0.5;

export function beginWorld(time: SimulatedTime, fates: Fates, tally: Tally): World {
  time.begin(second(0));
  const journeys = fates.journeys.values();
  const makings = fates.makings.values();
  const chances = fates.chances.values();
  const log = openSurvivingLog();
  const provider = simulateProvider(time, {
    journey: () => journeys.next().value ?? SMOOTH,
    making: () => makings.next().value ?? PLAIN,
  });
  const told: BookingView[] = [];
  const outrages: string[] = [];
  const box_office = runBoxOffice({
    time,
    log,
    provider: provider.port,
    show: SHOW,
    limits: LIMITS,
    random: () => chances.next().value ?? EVEN_CHANCE,
    onFact: ({ bookings }) => told.push(...bookings),
    onOutrage: (error) => outrages.push(error.message),
  });
  return { time, log, provider, box_office, bookings: [], payments: [], told, outrages, tally };
}

/** The people ask, and go on with their lives; what they are told is remembered whenever it comes. */
export function ask(world: World, command: ShowCommand): void {
  world.box_office.ask(command).then(
    (reply) => {
      if (reply?.type === 'booking' || reply?.type === 'payment') world.told.push(reply.booking);
    },
    (error: Error) => world.outrages.push(error.message),
  );
}

/** The ids of everything that is made are drawn now, each for the first time. */
export function newId(world: World, made: number): string {
  return `${encodeTime(world.time.now(), 10)}${String(made).padStart(16, '0')}`;
}
