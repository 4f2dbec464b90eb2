import * as assert from 'uvu/assert';
import { decodeEvent, encodeEvent } from '../../actors/codec/event-codec.ts';
import { encodeSnapshot } from '../../actors/codec/snapshot-codec.ts';
import { DEFAULT_LIMITS, type Limits } from '../../actors/limits.ts';
import type { Moment, ShowCommand } from '../../actors/show/commands.ts';
import type { ShowDefinition } from '../../actors/show/definition.ts';
import { nextDue } from '../../actors/show/due.ts';
import type { ShowEvent } from '../../actors/show/events.ts';
import { evolve } from '../../actors/show/evolve.ts';
import type { Reply, SeatStatus } from '../../actors/show/replies.ts';
import { initialState } from '../../actors/show/state.ts';
import { takeStep } from '../../actors/show/step.ts';
import { seatMapView } from '../../actors/show/views.ts';
import { second, showIn } from './halls.ts';

/** Where and under which limits a story plays. */
export interface Scene {
  readonly definition: ShowDefinition;
  readonly limits: Limits;
}

/** A command at a time; a bare command comes at the same moment as the one before it. */
type Told = ShowCommand | At;

interface At {
  readonly seconds: number;
  readonly command: ShowCommand;
  /** Seconds at which an outage has ended, from this command on. */
  readonly outage_ended: number | null;
}

export function at(seconds: number, command: ShowCommand): At {
  return { seconds, command, outage_ended: null };
}

/** The first command after an outage that ended at that second. */
export function afterOutage(outage_ended: number, { seconds, command }: At): At {
  return { seconds, command, outage_ended };
}

/** What is told of an event or a reply; what is left out may be anything. */
export type Expected<T> = T extends readonly (infer Item)[]
  ? readonly Expected<Item>[]
  : T extends object
    ? { readonly [Field in keyof T]?: Expected<T[Field]> }
    : T;

export interface Story {
  when(told: Told): {
    /** All the events of the step but the show's opening, in order, and the reply, by what is told of them. */
    happens(events: readonly Expected<ShowEvent>[], reply?: Expected<Reply>): Story;
  };
  /** Checks the seats that are not available, e.g. `{ 'A-1': 'booked' }`. */
  leaving(seats: Readonly<Record<string, SeatStatus>>): Story;
  /** From now on the durations are these. */
  underLimits(limits: Partial<Limits>): Story;
}

const SMALL_HALL = showIn(['rrrr', 'rrrr']);

/** A story in a hall of two rows of four regular seats, after these commands were carried out. */
export function given(...past: readonly Told[]): Story {
  return givenIn({}, ...past);
}

export function givenIn(scene: Partial<Scene>, ...past: readonly Told[]): Story {
  const definition = scene.definition ?? SMALL_HALL;
  const state = initialState(definition);
  const replayed = initialState(definition);
  let limits = scene.limits ?? DEFAULT_LIMITS;
  let moment: Moment = { now: second(0), outage_ended_at: 0 };

  function take(told: Told): { events: readonly ShowEvent[]; reply: Reply } {
    const { command } = 'command' in told ? told : { command: told };
    if ('command' in told) {
      const outage = told.outage_ended === null ? moment.outage_ended_at : second(told.outage_ended);
      moment = { now: second(told.seconds), outage_ended_at: outage };
    }
    const { events, reply } = takeStep(state, command, moment, limits);
    for (const event of events) evolve(replayed, decodeEvent(encodeEvent(event)));
    checkSettled();
    return { events: events.filter(({ type }) => type !== 'show_opened'), reply };
  }

  /** What holds after every step of every story. */
  function checkSettled(): void {
    assert.is(nextDue(state, { ...moment, now: Math.max(moment.now, state.last_event_at) }, limits), null);
    assert.equal(Buffer.from(encodeSnapshot(replayed)), Buffer.from(encodeSnapshot(state)));
  }

  const story: Story = {
    when: (told) => {
      const { events, reply } = take(told);
      return {
        happens: (expected_events, expected_reply) => {
          expectLike(events, expected_events);
          if (expected_reply !== undefined) expectLike(reply, expected_reply);
          return story;
        },
      };
    },
    leaving: (seats) => {
      const { seats: all, statuses } = seatMapView(state);
      const named = all.map(({ seat_id }, index) => [seat_id, statuses[index]]);
      assert.equal(Object.fromEntries(named.filter(([, status]) => status !== 'available')), seats);
      return story;
    },
    underLimits: (changed) => {
      limits = { ...limits, ...changed };
      return story;
    },
  };
  for (const told of past) {
    const { reply } = take(told);
    if (reply.type === 'refused') throw new Error(`the past was refused: ${JSON.stringify(reply)}`);
  }
  return story;
}

/** Compares what is told of, and that no list is longer. */
function expectLike(actual: unknown, expected: unknown): void {
  assert.equal(toldOf(actual, expected), expected);
}

/** The part of `actual` that `expected` tells of. */
function toldOf(actual: unknown, expected: unknown): unknown {
  if (Array.isArray(actual) && Array.isArray(expected)) {
    return actual.map((item: unknown, index) =>
      index < expected.length ? toldOf(item, expected[index]) : item,
    );
  }
  if (isRecord(actual) && isRecord(expected)) {
    return Object.fromEntries(Object.keys(expected).map((key) => [key, toldOf(actual[key], expected[key])]));
  }
  return actual;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Indexes of seats in the small hall, as events have them. */
export function seats(...seat_ids: readonly string[]): readonly number[] {
  const view = seatMapView(initialState(SMALL_HALL)).seats;
  return seat_ids.map((seat_id) => view.findIndex((seat) => seat.seat_id === seat_id));
}

/** What a reply tells of these seats. */
export function seatsNamed(...seat_ids: readonly string[]): readonly { readonly seat_id: string }[] {
  return seat_ids.map((seat_id) => ({ seat_id }));
}
