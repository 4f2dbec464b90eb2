import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeEvent, encodeEvent } from '../../actors/codec/event-codec.ts';
import { CodecError, pack } from '../../actors/codec/fields.ts';
import type { ShowEvent } from '../../actors/show/events.ts';
import { fingerprint } from '../../actors/show/fingerprint.ts';
import { booking, session } from '../rules/people.ts';
import { EVENTS } from './arbitraries.ts';

const codec = suite('events as bytes');

for (const [type, events] of Object.entries(EVENTS)) {
  codec(`${type}: what is read is what was written`, () => {
    fc.assert(
      fc.property(events, (event: ShowEvent) => {
        const decoded = decodeEvent(encodeEvent(event));
        assert.equal(decoded, event);
        assert.equal(Object.keys(decoded).sort(), Object.keys(event).sort());
      }),
      { numRuns: 200 },
    );
  });
}

codec('the stored form never changes: bytes that were written long ago are read the same', () => {
  const stored =
    '980201cb427a1f8d3ea00000c410000000000000000000000000000b2b0d' +
    'c410000102030405060708090a0b0c0d0e0f930102cd012cce000493e0ce0004a768';
  const event: ShowEvent = {
    type: 'seats_reserved',
    at: 1_795_176_000_000,
    booking_id: '0000000000000000000000PARD',
    session: Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex').toString('base64url'),
    seats: [1, 2, 300],
    expires_at: 1_795_176_300_000,
    lapses_at: 1_795_176_305_000,
  };
  assert.is(Buffer.from(encodeEvent(event)).toString('hex'), stored);
  assert.equal(decodeEvent(Buffer.from(stored, 'hex')), event);
});

codec('a reservation of three seats is small', () => {
  const event: ShowEvent = {
    type: 'seats_reserved',
    at: 1_795_176_000_000,
    booking_id: booking('anna'),
    session: session('anna'),
    seats: [1, 2, 3],
    expires_at: 1_795_176_300_000,
    lapses_at: 1_795_176_305_000,
  };
  assert.ok(encodeEvent(event).length <= 64, `${encodeEvent(event).length} bytes`);
});

codec('an unknown number or version, and fields too many or too few are refused', () => {
  const id = new Uint8Array(16);
  const isCodecError = (error: Error): boolean => error instanceof CodecError;
  assert.equal(decodeEvent(pack([4, 1, 0, id])).type, 'reservation_released');
  for (const fields of [
    [],
    [0, 1, 0, id],
    [99, 1, 0, id],
    [4, 0, 0, id],
    [4, 2, 0, id],
    [4, 1, 0],
    [4, 1, 0, id, 0],
    [4, 1, 0.5, id],
    [4, 1, 0, id.subarray(1)],
    [4, 1, 0, 'an id'],
  ]) {
    assert.throws(() => decodeEvent(pack(fields)), isCodecError, JSON.stringify(fields));
  }
});

codec('a fingerprint is as long as stored ones are', () => {
  assert.is(Buffer.from(fingerprint('secret'), 'base64url').length, 16);
});

codec.run();
