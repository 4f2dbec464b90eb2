import fc from 'fast-check';
import { ulid } from 'ulid';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  chainStart,
  lastChecksum,
  openRecord,
  type RecordPlace,
  sealRecord,
} from '../../persistence/sqlite/record.ts';

const record = suite('record: framing and checksums');

const place: RecordPlace = { position: 7, previous: 3, sequence: 11, epoch: 2 };
const chain = chainStart('01ARZ3NDEKTSV4RRFFQ69G5FAV');

const events = fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 1, maxLength: 4 });
const steps = fc.array(events, { minLength: 1, maxLength: 6 });

function sealed(contents: readonly (readonly Uint8Array[])[], at: RecordPlace = place, from = chain): Buffer {
  return Buffer.from(sealRecord(at, contents, from).events);
}

record('what was sealed opens as it was, step for step', () => {
  fc.assert(
    fc.property(steps, (contents) => {
      const blob = sealed(contents);
      const opened = openRecord(place, blob, chain);
      assert.is(opened.fault, null);
      assert.is(opened.count, contents.flat().length);
      assert.equal(
        opened.steps.map((step) => step.events.map((event) => Uint8Array.from(event))),
        contents.map((step) => step.map((event) => Uint8Array.from(event))),
      );
      let sequence = place.sequence;
      for (const step of opened.steps) {
        assert.is(step.sequence, sequence);
        sequence += step.events.length;
      }
      assert.is(sealRecord(place, contents, chain).checksum, lastChecksum(blob));
    }),
  );
});

record('large events keep their length', () => {
  const large = new Uint8Array(3_000_000).fill(1);
  const opened = openRecord(place, sealed([[large]]), chain);
  assert.is(opened.fault, null);
  assert.is(opened.steps[0]?.events[0]?.length, large.length);
});

record('a change of any one byte is noticed', () => {
  const blob = sealed([
    [Uint8Array.from({ length: 150 }, (_, index) => index), new Uint8Array()],
    [new Uint8Array([0])],
    [new Uint8Array(300).fill(255)],
  ]);
  for (let at = 0; at < blob.length; at += 1) {
    for (const mask of [0x01, 0x10, 0x80, 0xff]) {
      const changed = Buffer.from(blob);
      changed[at] = (changed[at] ?? 0) ^ mask;
      assert.is.not(openRecord(place, changed, chain).fault, null, `byte ${at}, bits ${mask.toString(16)}`);
    }
  }
});

record('a change of any bytes is noticed', () => {
  fc.assert(
    fc.property(steps, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 40 }), (contents, start, noise) => {
      const blob = sealed(contents);
      const changed = Buffer.from(blob);
      changed.set(noise.subarray(0, blob.length - (start % blob.length)), start % blob.length);
      fc.pre(!changed.equals(blob));
      assert.is.not(openRecord(place, changed, chain).fault, null);
    }),
    { numRuns: 2_000 },
  );
});

record('a record that was cut short is noticed, at whichever byte', () => {
  const blob = sealed([[new Uint8Array(20), new Uint8Array(3)], [new Uint8Array(9)]]);
  for (let length = 0; length < blob.length; length += 1) {
    const end = blob.subarray(0, length);
    // Between two steps the framing is whole: there the chain breaks at the next record, or at the show's head.
    const whole = openRecord(place, end, chain).fault === null;
    assert.is(whole && lastChecksum(end) === lastChecksum(blob), false);
  }
});

record('events that were dropped, repeated or swapped are noticed', () => {
  const three = fc.tuple(fc.uint8Array(), fc.uint8Array(), fc.uint8Array());
  fc.assert(
    fc.property(three, (contents) => {
      const frames = framesOf(contents);
      const [one = Buffer.of(), two = Buffer.of(), three = Buffer.of()] = frames;
      const wrong = [
        [two, three],
        [one, three],
        [one, one, two, three],
        [one, two, two, three],
        [two, one, three],
        [one, three, two],
      ];
      for (const order of wrong) assert.is.not(openRecord(place, Buffer.concat(order), chain).fault, null);
      assert.is(openRecord(place, Buffer.concat(frames), chain).fault, null);
    }),
  );
});

record('a record opens only at its own place, and only in its own show', () => {
  const blob = sealed([[Uint8Array.of(1, 2, 3)]]);
  const wrong: RecordPlace[] = [
    { ...place, position: 8 },
    { ...place, previous: 2 },
    { ...place, previous: null },
    { ...place, sequence: 12 },
    { ...place, epoch: 3 },
  ];
  for (const other of wrong) assert.is.not(openRecord(other, blob, chain).fault, null);
  assert.is.not(openRecord(place, blob, chainStart(ulid())).fault, null);
  assert.is(openRecord(place, blob, chain).fault, null);
});

record('an empty record is a fault', () => {
  assert.is.not(openRecord(place, Buffer.of(), chain).fault, null);
});

record.run();

/** The frames of single steps of one event each, as they lie in one record. */
function framesOf(contents: readonly Uint8Array[]): Buffer[] {
  const blob = sealed(contents.map((event) => [event]));
  let at = 0;
  return contents.map((event) => {
    const header = event.length * 2 + 1 < 0x80 ? 1 : 2;
    const end = at + header + event.length + 4;
    const frame = blob.subarray(at, end);
    at = end;
    return frame;
  });
}
