import fc from 'fast-check';
import { ulid } from 'ulid';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fingerprintFromBytes, fingerprintToBytes } from '../../persistence/fingerprint-bytes.ts';
import { partitionOf } from '../../persistence/partition.ts';
import { readVarint, varintLength, writeVarint } from '../../persistence/sqlite/varint.ts';
import { ulidFromBytes, ulidToBytes } from '../../persistence/ulid-bytes.ts';

const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 });

const bytes = suite('ids and numbers as bytes');

bytes('every ULID comes back, and sorts as text as its bytes do', () => {
  fc.assert(
    fc.property(sixteen, sixteen, (one, other) => {
      assert.equal(ulidToBytes(ulidFromBytes(one)), Uint8Array.from(one));
      assert.is(ulidFromBytes(one) < ulidFromBytes(other), Buffer.compare(one, other) < 0);
    }),
  );
  const id = ulid();
  assert.is(ulidFromBytes(ulidToBytes(id)), id);
  assert.is(ulidFromBytes(new Uint8Array(16).fill(255)), '7ZZZZZZZZZZZZZZZZZZZZZZZZZ');
});

bytes('what is not a ULID is refused', () => {
  const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
  const wrong = [
    '',
    id.slice(1),
    `${id}0`,
    `8${id.slice(1)}`,
    id.toLowerCase(),
    id.replace('Z', 'U'),
    id.replace('Z', 'é'),
  ];
  for (const text of wrong) assert.throws(() => ulidToBytes(text), isRangeError);
  assert.throws(() => ulidFromBytes(new Uint8Array(15)), isRangeError);
});

bytes('every fingerprint comes back; a refusal does not repeat it', () => {
  fc.assert(
    fc.property(sixteen, (some) => {
      const text = Buffer.from(some).toString('base64url');
      assert.is(fingerprintFromBytes(fingerprintToBytes(text)), text);
    }),
  );
  for (const text of ['', 'secret', 'x'.repeat(23), '!'.repeat(22)]) {
    try {
      fingerprintToBytes(text);
      assert.unreachable();
    } catch (error) {
      assert.instance(error, RangeError);
      assert.ok(text === '' || !String(error).includes(text));
    }
  }
});

bytes('every varint comes back from as many bytes as announced', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.nat(3), (value, offset) => {
      const buffer = new Uint8Array(12);
      const next = writeVarint(buffer, offset, value);
      assert.is(next - offset, varintLength(value));
      assert.equal(readVarint(buffer, offset), { value, next });
      assert.is(readVarint(buffer.subarray(0, next - 1), offset), null);
    }),
    {
      examples: [
        [127, 0],
        [128, 0],
        [2 ** 31, 0],
        [2 ** 32 - 1, 0],
      ],
    },
  );
  assert.throws(() => writeVarint(new Uint8Array(9), 0, 2 ** 32), isRangeError);
  assert.is(readVarint(new Uint8Array(9).fill(255), 0), null);
});

bytes('a partition is FNV-1a modulo 64, as NATS computes it', () => {
  // FNV-1a of 'a' is 0xe40c292c, of 'foobar' 0xbf9cf968: the values published with the function.
  assert.is(partitionOf('a'), 0xe40c292c % 64);
  assert.is(partitionOf('foobar'), 0xbf9cf968 % 64);
  const count = new Array(64).fill(0);
  for (let index = 0; index < 6_400; index += 1) count[partitionOf(ulid())] += 1;
  assert.ok(count.every((shows) => shows > 40 && shows < 170));
});

bytes.run();

function isRangeError(error: unknown): boolean {
  return error instanceof RangeError;
}
