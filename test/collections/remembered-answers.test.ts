import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fingerprint } from '../../actors/show/fingerprint.ts';
import type { RememberedAnswer } from '../../actors/show/remembered-answer.ts';
import { RememberedAnswers } from '../../actors/show/remembered-answers.ts';
import { ANSWERS } from '../codec/arbitraries.ts';

const answers = suite('remembered answers');

const KEYS = 12;

const anything: fc.Arbitrary<RememberedAnswer> = fc.record(
  { body: fc.string().map((text) => fingerprint(text)), answer: ANSWERS },
  { noNullPrototype: true },
);
const steps = fc.array(fc.record({ key: fc.nat({ max: KEYS - 1 }), remembered: anything }), {
  maxLength: 40,
  size: 'max',
});

answers('behaves as a map, also when it is made of its bytes again', () => {
  fc.assert(
    fc.property(steps, (each) => {
      const model = new Map<string, RememberedAnswer>();
      const real = new RememberedAnswers();
      for (const { key, remembered } of each) {
        model.set(keyOf(key), remembered);
        real.remember(keyOf(key), remembered);
        checkSame(model, real);
      }
      const again = new RememberedAnswers();
      again.rememberAll(bytesOf(real));
      checkSame(model, again);
      assert.is(Buffer.compare(bytesOf(again), bytesOf(real)), 0);
    }),
    { numRuns: 200 },
  );
});

answers('bytes that are no answers are refused', () => {
  const [remembered] = fc.sample(anything, 1);
  if (remembered === undefined) throw new Error('there is no sample');
  const real = new RememberedAnswers();
  real.remember(keyOf(1), remembered);
  const bytes = bytesOf(real);
  for (const cut of [1, 20, bytes.length - 1]) {
    assert.throws(
      () => new RememberedAnswers().rememberAll(bytes.subarray(0, bytes.length - cut)),
      (error: Error) => error instanceof RangeError,
    );
  }
});

function keyOf(number: number): string {
  return fingerprint('key', String(number));
}

function bytesOf(real: RememberedAnswers): Buffer {
  const bytes = Buffer.alloc(real.byte_length);
  real.writeTo(bytes, 0);
  return bytes;
}

function checkSame(model: ReadonlyMap<string, RememberedAnswer>, real: RememberedAnswers): void {
  assert.is(real.size, model.size);
  for (let key = 0; key < KEYS; key += 1) assert.equal(real.find(keyOf(key)), model.get(keyOf(key)));
}

answers.run();
