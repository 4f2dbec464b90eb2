import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TurnoverMap } from '../../actors/collections/turnover-map.ts';

const map = suite('turnover map');

const KEYS = 40;

map('behaves as a map, however often its entries are replaced', () => {
  const step = fc.record({ key: fc.nat({ max: KEYS - 1 }), does: fc.constantFrom('set', 'set', 'delete') });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1_000, maxLength: 3_000 }), (steps) => {
      const model = new Map<number, number>();
      const real = new TurnoverMap<number, number>();
      steps.forEach(({ key, does }, number) => {
        if (does === 'delete') assert.is(real.delete(key), model.delete(key));
        else {
          real.set(key, number);
          model.set(key, number);
        }
        assert.is(real.size, model.size);
        assert.is(real.get(key), model.get(key));
        assert.is(real.has(key), model.has(key));
      });
      assert.equal(real.values(), [...model.values()]);
    }),
    { numRuns: 30 },
  );
});

map('what is deleted while its values are looked at is still among them, once', () => {
  const real = new TurnoverMap<number, number>();
  for (let key = 0; key < 1_000; key += 1) real.set(key, key);
  const seen: number[] = [];
  for (const value of real.values()) {
    seen.push(value);
    real.delete(value);
  }
  assert.equal(
    seen,
    Array.from({ length: 1_000 }, (_, key) => key),
  );
  assert.is(real.size, 0);
});

map.run();
