import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeEvent, encodeEvent } from '../../actors/codec/event-codec.ts';
import { decodeSnapshot, encodeSnapshot } from '../../actors/codec/snapshot-codec.ts';
import { DEFAULT_LIMITS } from '../../actors/limits.ts';
import type { ShowCommand } from '../../actors/show/commands.ts';
import { nextDeadline } from '../../actors/show/due.ts';
import type { ShowEvent } from '../../actors/show/events.ts';
import { evolve } from '../../actors/show/evolve.ts';
import type { Reply } from '../../actors/show/replies.ts';
import { initialState, type ShowState } from '../../actors/show/state.ts';
import { takeStep } from '../../actors/show/step.ts';
import { second, showIn } from './halls.ts';
import {
  booking,
  captured,
  join,
  pay,
  readBooking,
  readWaiting,
  reserve,
  reserveBest,
  settle,
} from './people.ts';

const rule = suite('rule 13: reserved, waiting and paying survive a crash');

const definition = showIn(['rrrr', 'rrrr']);

/** Ben's payment is in flight, Cara's is declined, Dan has booked, Eve and Fay wait. */
const past: readonly (readonly [seconds: number, command: ShowCommand])[] = [
  [0, reserve('anna', 'A-1', 'A-2')],
  [1, reserve('ben', 'A-3')],
  [2, reserve('cara', 'A-4', 'B-1')],
  [3, reserve('dan', 'B-2')],
  [4, pay('ben')],
  [5, pay('dan')],
  [6, captured('dan')],
  [7, reserveBest('gwen', 2)],
  [8, join('eve', 3)],
  [9, join('fay', 1)],
];

function take(state: ShowState, seconds: number, command: ShowCommand, outage_ended_at = 0) {
  return takeStep(state, command, { now: second(seconds), outage_ended_at }, DEFAULT_LIMITS);
}

/** The show before the crash, and the bytes of its events as the log has them. */
function beforeCrash(): { state: ShowState; log: readonly Uint8Array[] } {
  const state = initialState(definition);
  const events: ShowEvent[] = [];
  for (const [seconds, command] of past) events.push(...take(state, seconds, command).events);
  return { state, log: events.map(encodeEvent) };
}

/** The three ways to wake: from all events, from a snapshot, from an older snapshot and the events after it. */
function awakenings(): readonly (readonly [name: string, state: ShowState])[] {
  const { state, log } = beforeCrash();
  const replay = (from: ShowState, events: readonly Uint8Array[]): ShowState =>
    events.map(decodeEvent).reduce(evolve, from);
  const middle = Math.floor(log.length / 2);
  const older = encodeSnapshot(replay(initialState(definition), log.slice(0, middle)));
  return [
    ['from all events', replay(initialState(definition), log)],
    ['from a snapshot', decodeSnapshot(encodeSnapshot(state))],
    ['from a snapshot and the events after it', replay(decodeSnapshot(older), log.slice(middle))],
  ];
}

function bookingIn({ reply }: { readonly reply: Reply }) {
  assert.is(reply.type, 'booking');
  return reply.type === 'booking' ? reply.booking : null;
}

for (const [name, state] of awakenings()) {
  rule(`every reservation, booking and place is there with its deadline and order: ${name}`, () => {
    const { state: before } = beforeCrash();
    assert.is(nextDeadline(state, 0, DEFAULT_LIMITS), second(305));
    assert.is(nextDeadline(state, 0, DEFAULT_LIMITS), nextDeadline(before, 0, DEFAULT_LIMITS));
    for (const who of ['anna', 'ben', 'cara', 'dan', 'gwen']) {
      assert.equal(take(state, 10, readBooking(who)), take(before, 10, readBooking(who)), who);
    }
    for (const who of ['eve', 'fay']) {
      const { reply } = take(state, 10, readWaiting(who));
      assert.equal(reply, take(before, 10, readWaiting(who)).reply);
      assert.is(reply.type === 'waiting' && reply.waiting.position, who === 'eve' ? 1 : 2);
    }
    assert.is(bookingIn(take(state, 10, readBooking('ben')))?.payment?.status, 'in_flight');
  });

  rule(`life goes on as if nothing had happened: ${name}`, () => {
    const { state: before } = beforeCrash();
    for (const [seconds, command] of [
      [305, settle],
      [307, settle],
      [320, captured('ben')],
      [1_000, settle],
    ] as const) {
      assert.equal(take(state, seconds, command), take(before, seconds, command));
    }
    assert.is(state.bookings.has(booking('ben')), false);
    assert.equal(encodeSnapshot(state), encodeSnapshot(before));
  });
}

rule.run();
