import { Packr } from 'msgpackr';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pack } from '../../actors/codec/fields.ts';
import { decodeSnapshot, encodeSnapshot } from '../../actors/codec/snapshot-codec.ts';
import { DEFAULT_LIMITS } from '../../actors/limits.ts';
import type { ShowCommand } from '../../actors/show/commands.ts';
import type { ShowState } from '../../actors/show/state.ts';
import { takeStep } from '../../actors/show/step.ts';
import { second } from '../rules/halls.ts';
import {
  block,
  cancelShow,
  captured,
  change,
  checkIn,
  declined,
  end,
  join,
  leave,
  pay,
  readBooking,
  readDoorList,
  readSeatMap,
  readWaiting,
  refunded,
  reserveBest,
  settle,
  withKey,
} from '../rules/people.ts';
import { liveState } from './live-state.ts';

const snapshots = suite('snapshots');

function assertSameBytes(one: Uint8Array, other: Uint8Array, what?: string): void {
  assert.is(Buffer.compare(one, other), 0, what);
}

const restored = (state: ShowState): ShowState => decodeSnapshot(encodeSnapshot(state));

snapshots('there is some of everything in the state that is tried', () => {
  const state = liveState();
  assert.ok(state.reservations.size > 0 && state.paying.size > 0 && state.queue.size > 1);
  assert.ok([...state.shelf.bookings()].length > 0 && state.answers.size > 1);
  assert.is([...state.admissions.entries()].length, 1);
  const open = [...state.open_payments.values()];
  assert.ok(open.some(({ type, troubled }) => type === 'refund' && troubled));
  assert.ok(open.some(({ type, troubled }) => type === 'charge' && troubled));
  assert.ok(open.some(({ type, troubled }) => type === 'charge' && !troubled));
});

snapshots('what was restored encodes to the same bytes', () => {
  assertSameBytes(encodeSnapshot(restored(liveState())), encodeSnapshot(liveState()));
});

snapshots('what was restored has the same in all of its parts', () => {
  const before = liveState();
  const after = restored(before);
  assert.equal(after.definition, before.definition);
  assert.equal(
    [after.sequence, after.last_event_at, after.cancelled],
    [before.sequence, before.last_event_at, false],
  );
  assert.equal(after.seat_status, before.seat_status);
  assert.equal([after.available, after.sellable], [before.available, before.sellable]);
  assert.equal(after.session_seats, before.session_seats);
  assert.equal(after.bookings, before.bookings);
  assert.equal(after.open_payments, before.open_payments);
  assert.equal([...after.reservations.values()], [...before.reservations.values()]);
  assert.equal([...after.paying.values()], [...before.paying.values()]);
  assert.equal([...after.queue.users()], [...before.queue.users()]);
  assert.equal(after.answers, before.answers);
  assert.equal([...after.admissions.entries()], [...before.admissions.entries()]);
});

snapshots('a snapshot does not change with the state that it was taken of', () => {
  const state = liveState();
  const bytes = encodeSnapshot(state);
  const copy = Uint8Array.from(bytes);
  takeStep(state, cancelShow, { now: second(500), outage_ended_at: 0 }, DEFAULT_LIMITS);
  assertSameBytes(bytes, copy);
  assertSameBytes(encodeSnapshot(decodeSnapshot(bytes)), encodeSnapshot(liveState()));
});

/** Ways on from the state. In each step the restored one has to do the same, and to encode to the same bytes. */
const WAYS: Readonly<Record<string, readonly (readonly [seconds: number, command: ShowCommand])[]>> = {
  reading: [
    [440, readSeatMap],
    [440, readBooking('anna')],
    [440, readBooking('ben')],
    [440, readBooking('cara')],
    [440, readBooking('dan')],
    [440, readWaiting('gwen')],
    [440, readWaiting('hans')],
  ],
  lapsing: [
    [736, settle],
    [741, settle],
    [857, settle],
    [4_040, settle],
    [7_300, settle],
  ],
  paying: [
    [440, captured('dan')],
    [441, captured('cara')],
    [442, refunded('ben')],
    [443, pay('eve', 'eve/2')],
    [444, captured('eve/2')],
    [445, end('anna')],
    [446, end('dan')],
    [447, refunded('dan')],
    [448, declined('cara')],
  ],
  changing: [
    [440, leave('gwen')],
    [441, change('fay', 'A-3')],
    [442, block()],
    [443, reserveBest('anna/2', 3)],
    [444, join('anna', 1)],
    [445, end('fay')],
  ],
  repeating: [
    [440, withKey('k1', reserveBest('anna', 2))],
    [440, withKey('k2', pay('anna', 'anna/2'))],
    [440, withKey('k3', join('gwen', 5))],
    [440, withKey('k3', join('gwen', 5), 'another body')],
  ],
  admitting: [
    [440, readDoorList],
    [441, checkIn('anna', 'A-2')],
    [442, checkIn('anna', 'A-2', 'another door')],
    [443, checkIn('anna', 'A-1')],
    [444, checkIn('ben', 'A-3')],
    [445, end('anna')],
    [446, readDoorList],
    [447, cancelShow],
    [448, checkIn('anna', 'A-2')],
  ],
  'starting payments in another order than the reservations were made': [
    [440, declined('dan')],
    [441, pay('fay')],
    [442, pay('dan', 'dan/2')],
    [443, pay('eve', 'eve/2')],
    [444, settle],
  ],
  'cancelling the show': [
    [440, cancelShow],
    [441, captured('dan')],
    [442, refunded('dan')],
    [443, refunded('anna')],
    [444, refunded('ben')],
    [445, readBooking('cara')],
  ],
};

for (const [name, way] of Object.entries(WAYS)) {
  snapshots(`what was restored behaves the same ever after: ${name}`, () => {
    const before = liveState();
    const after = restored(before);
    for (const [seconds, command] of way) {
      const moment = { now: second(seconds), outage_ended_at: 0 };
      const step = takeStep(before, command, moment, DEFAULT_LIMITS);
      assert.equal(takeStep(after, command, moment, DEFAULT_LIMITS), step, command.type);
      assert.equal(after.changes, before.changes, command.type);
      assertSameBytes(encodeSnapshot(after), encodeSnapshot(before), command.type);
    }
  });
}

snapshots('a snapshot from before tickets were admitted is read, with nobody inside', () => {
  const before = liveState();
  before.admissions.clear();
  const [version, ...parts] = unpacked(encodeSnapshot(before));
  assert.is(version, 2);
  const admissions = parts.pop();
  assert.equal(admissions, []);
  const after = decodeSnapshot(pack([1, ...parts]));
  assertSameBytes(encodeSnapshot(after), encodeSnapshot(before));
});

function unpacked(bytes: Uint8Array): unknown[] {
  const parts: unknown = new Packr({ useRecords: false, int64AsType: 'number' }).unpack(bytes);
  if (!Array.isArray(parts)) throw new TypeError('a snapshot is a list');
  return parts;
}

snapshots.run();
