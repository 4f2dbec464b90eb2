import type { Limits } from '../../../actors/limits.ts';
import type { IdempotencyKey, ShowCommand } from '../../../actors/show/commands.ts';
import type { Reply } from '../../../actors/show/replies.ts';
import { second, showIn } from '../halls.ts';
import { ask } from '../reference/ask.ts';
import { type Model, openModel } from '../reference/model.ts';
import { agree } from './agreement.ts';
import { checkInvariants } from './invariants.ts';
import { same } from './same.ts';
import { nothingSeen, type Seen } from './seen.ts';
import { openSubject, type Subject, type Tally, take } from './subject.ts';

/** What surrounds the show: the clock, the box office that says what should happen, and what people remember. */
export interface World {
  model: Model;
  /** Unix milliseconds: when the history began, when the show was opened, and now. */
  readonly began_at: number;
  opened_at: number;
  clock: number;
  outage_ended_at: number;
  seen: Seen;
  /** Commands that carried a key, to be repeated. */
  keyed: readonly KeyedCommand[];
  /** Counts everything that was ever made, for its id. */
  made: number;
}

export type KeyedCommand = ShowCommand & { readonly key: IdempotencyKey };

/** A hall, when its show starts (seconds after it is opened), and how long things last. */
export interface Scene {
  readonly hall: readonly string[];
  readonly starts_in: number;
  readonly durations: keyof typeof DURATIONS;
}

/** Small enough that everything happens; with the relations that are checked at start. */
export const DURATIONS = {
  long: {
    reservation_ms: 30_000,
    reservation_buffer_ms: 5_000,
    waiting_ms: 40_000,
    payment_ms: 20_000,
    outage_grace_ms: 10_000,
    doors_open_ms: 60_000,
  },
  short: {
    reservation_ms: 10_000,
    reservation_buffer_ms: 2_000,
    waiting_ms: 15_000,
    payment_ms: 12_000,
    outage_grace_ms: 12_000,
    doors_open_ms: 15_000,
  },
} as const satisfies Record<string, Limits>;

export function beginHistory(scene: Scene, tally: Tally): { model: World; real: Subject } {
  const began_at = second(0);
  const definition = showIn(scene.hall, began_at + scene.starts_in * 1_000);
  const model = openModel(definition, DURATIONS[scene.durations]);
  const seen = nothingSeen(model);
  const world = {
    model,
    began_at,
    opened_at: began_at,
    clock: began_at,
    outage_ended_at: 0,
    seen,
    keyed: [],
    made: 0,
  };
  return { model: world, real: openSubject(definition, tally) };
}

/** The next show of the history begins; all that was is forgotten. */
export function openNextShow(world: World, subject: Subject, scene: Scene): void {
  const definition = showIn(scene.hall, world.clock + scene.starts_in * 1_000);
  world.model = openModel(definition, DURATIONS[scene.durations]);
  world.seen = nothingSeen(world.model);
  world.opened_at = world.clock;
  world.keyed = [];
  Object.assign(subject, openSubject(definition, subject.tally));
}

/** Whether much of the time until the show starts has passed. */
export function isLate({ model, clock, opened_at }: World): boolean {
  return clock - opened_at > 0.4 * (model.definition.starts_at - opened_at);
}

/** Asks both, and compares what they answer and what they have come to. */
export function askBoth(world: World, subject: Subject, command: ShowCommand): Reply {
  const { model, seen } = world;
  const moment = { now: world.clock, outage_ended_at: world.outage_ended_at };
  const answers = [...model.answers];
  subject.tally.commands += 1;
  const expected = ask(model, command, moment);
  const { events, reply } = take(subject, command, moment, model.limits);
  const { changes } = subject.state;
  checkInvariants(subject.state, events);

  const is_repeated = answers.some((answer) => answer.reply === expected);
  if (is_repeated) same(reply, expected, 'the reply that was remembered');
  else same(withoutVersions(reply), expected, 'the reply');
  // What is remembered is answered again as it was, with its version.
  for (const answer of model.answers) if (answer.reply === expected) answer.reply = reply;

  const look = (looking: ShowCommand): Reply => take(subject, looking, moment, model.limits).reply;
  agree(model, subject.state, changes, look, seen);
  return reply;
}

/** Versions are not foretold; that they grow is seen when bookings and places are looked at. */
function withoutVersions(reply: Reply): Reply {
  switch (reply.type) {
    case 'booking':
    case 'payment':
      return { ...reply, booking: { ...reply.booking, version: 0 } };
    case 'waiting': {
      const { waiting } = reply;
      const booking = waiting.booking === null ? null : { ...waiting.booking, version: 0 };
      return { ...reply, waiting: { ...waiting, version: 0, booking } };
    }
    default:
      return reply;
  }
}
