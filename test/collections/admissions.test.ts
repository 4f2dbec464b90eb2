import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Admission, Admissions } from '../../actors/show/admissions.ts';
import { fingerprint } from '../../actors/show/fingerprint.ts';

const admissions = suite('who came in');

const admission: fc.Arbitrary<Admission> = fc.record(
  {
    admitted_at: fc.integer({ min: 1, max: 2 ** 45 }),
    nonce: fc.string().map((nonce) => fingerprint(nonce)),
  },
  { noNullPrototype: true },
);

admissions('they keep what a plain map would', () => {
  const steps = fc.array(fc.tuple(fc.nat({ max: 400 }), admission), { maxLength: 60 });
  fc.assert(
    fc.property(steps, (admitted) => {
      const inside = new Admissions();
      const plain = new Map<number, Admission>();
      for (const [seat, each] of admitted) {
        if (plain.has(seat)) {
          assert.throws(() => inside.admit(seat, each), /was let in before/);
          continue;
        }
        inside.admit(seat, each);
        plain.set(seat, each);
        assert.equal(inside.find(seat), each);
      }
      assert.is(inside.find(401), undefined);
      assert.equal(
        [...inside.entries()],
        [...plain].sort(([one], [other]) => one - other),
      );
    }),
  );
});

admissions('a time that cannot be is refused', () => {
  assert.throws(() => new Admissions().admit(0, { admitted_at: 0, nonce: fingerprint('nonce') }), RangeError);
  assert.throws(() => new Admissions().admit(0, { admitted_at: 1, nonce: 'none' }), RangeError);
});

admissions('what was cleared can be filled again', () => {
  const inside = new Admissions();
  const first = { admitted_at: 1, nonce: fingerprint('one') };
  inside.admit(3, first);
  inside.clear();
  assert.is(inside.find(3), undefined);
  inside.admit(3, first);
  assert.equal(inside.find(3), first);
});

admissions.run();
