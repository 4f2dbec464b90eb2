import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { HashIndex, hashOf16, NONE } from '../../actors/collections/hash-index.ts';

const index = suite('hash index');

/** Few hashes, so that many numbers meet: beside one another in the table, and over its end. */
const HASHES = [0, 1, 2, 14, 15, 16, 31, -1, -16];

const steps = fc.array(fc.record({ number: fc.nat({ max: 60 }), hash: fc.constantFrom(...HASHES) }), {
  maxLength: 200,
  size: 'max',
});

index('finds what was added, and nothing that was deleted, however many hashes are the same', () => {
  fc.assert(
    fc.property(steps, (each) => {
      const hash_of = new Map<number, number>();
      const real = new HashIndex();
      for (const { number, hash } of each) {
        const known = hash_of.get(number);
        if (known === undefined) {
          real.add(hash, number);
          hash_of.set(number, hash);
        } else {
          real.delete(known, number);
          hash_of.delete(number);
        }
        for (let sought = 0; sought <= 60; sought += 1) {
          for (const where of HASHES) {
            const expected = hash_of.get(sought) === where ? sought : NONE;
            assert.is(
              real.find(where, (found) => found === sought),
              expected,
            );
          }
        }
      }
    }),
    { numRuns: 50 },
  );
});

index('what is not there cannot be deleted', () => {
  const real = new HashIndex();
  assert.throws(() => real.delete(1, 1), isRangeError);
  real.add(1, 1);
  assert.throws(() => real.delete(1, 2), isRangeError);
});

index('the same bytes have the same hash, wherever they lie', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.nat({ max: 9 }), (bytes, offset) => {
      const elsewhere = Buffer.concat([Buffer.alloc(offset, 7), bytes, Buffer.alloc(3)]);
      assert.is(hashOf16(elsewhere, offset), hashOf16(Buffer.from(bytes), 0));
    }),
  );
});

function isRangeError(error: Error): boolean {
  return error instanceof RangeError;
}

index.run();
