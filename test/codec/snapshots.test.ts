import { Packr } from 'msgpackr';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CodecError, fingerprintField, pack, ulidField } from '../../actors/codec/fields.ts';
import { answerFields } from '../../actors/codec/record-fields.ts';
import { decodeSnapshot, encodeSnapshot } from '../../actors/codec/snapshot-codec.ts';
import { DEFAULT_LIMITS } from '../../actors/limits.ts';
import type { ShowCommand } from '../../actors/show/commands.ts';
import { fingerprint } from '../../actors/show/fingerprint.ts';
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
  assert.is(after.answers.size, before.answers.size);
  for (const name of ['k1', 'k2', 'k3']) {
    const key = fingerprint('key', name);
    assert.ok(before.answers.find(key) !== undefined);
    assert.equal(after.answers.find(key), before.answers.find(key));
  }
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

/** How the older versions wrote the queue and the answers: as lists of fields in the place of their lengths. */
function olderSnapshot(state: ShowState, version: number): Uint8Array {
  const bytes = Buffer.from(encodeSnapshot(state));
  const fields = unpacked(bytes.subarray(5, 5 + bytes.readUInt32BE(1)));
  const users = [...state.queue.users()].map((user) => [
    ulidField(user.waiting_id),
    ulidField(user.booking_id),
    fingerprintField(user.session),
    user.count,
    user.joined_at,
    user.expires_at,
    user.joined_position,
  ]);
  const answers = ['k1', 'k2', 'k3'].map((name) => {
    const key = fingerprint('key', name);
    const remembered = state.answers.find(key);
    if (remembered === undefined) throw new Error(`nothing was answered under ${name}`);
    return [fingerprintField(key), fingerprintField(remembered.body), answerFields(remembered.answer)];
  });
  const [, ...others] = fields;
  const admissions = others.pop();
  const older = [version, ...others.slice(0, -2), users, answers];
  return pack(version === 1 ? older : [...older, admissions]);
}

snapshots('a snapshot from before the queue was packed is read', () => {
  const after = decodeSnapshot(olderSnapshot(liveState(), 2));
  assertSameBytes(encodeSnapshot(after), encodeSnapshot(liveState()));
});

snapshots('a snapshot from before tickets were admitted is read, with nobody inside', () => {
  const before = liveState();
  before.admissions.clear();
  const after = decodeSnapshot(olderSnapshot(before, 1));
  assertSameBytes(encodeSnapshot(after), encodeSnapshot(before));
});

snapshots('a snapshot that is longer or shorter than it says is refused', () => {
  const bytes = encodeSnapshot(liveState());
  assert.throws(() => decodeSnapshot(Buffer.concat([bytes, Buffer.alloc(1)])), isCodecError);
  for (const length of [0, 1, 4, 5, 100, bytes.length - 1]) {
    assert.throws(() => decodeSnapshot(bytes.subarray(0, length)), isCodecError, `${length} bytes`);
  }
});

function isCodecError(error: Error): boolean {
  return error instanceof CodecError;
}

function unpacked(bytes: Uint8Array): unknown[] {
  const parts: unknown = new Packr({ useRecords: false, int64AsType: 'number' }).unpack(bytes);
  if (!Array.isArray(parts)) throw new TypeError('a snapshot is a list');
  return parts;
}

snapshots.run();
