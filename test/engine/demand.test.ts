import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Demand, DemandIndex } from '../../actors/engine/demand.ts';

const demand = suite('the index of shows by demand');

const SHOWS = ['one', 'two', 'three', 'four', 'five', 'six'];

const few = fc.nat({ max: 3 });
const noted = fc.record({
  show_id: fc.constantFrom(...SHOWS),
  demand: fc.option(fc.record({ waiting: few, reservations: few, payments: few })),
});

demand('tells the busiest shows and the sum of all, whatever came and went', () => {
  fc.assert(
    fc.property(fc.array(noted, { maxLength: 60 }), fc.nat({ max: 8 }), (history, most) => {
      const index = new DemandIndex();
      const model = new Map<string, Demand>();
      for (const { show_id, demand: open } of history) {
        if (open === null) {
          index.forget(show_id);
          model.delete(show_id);
        } else {
          index.note(show_id, open);
          model.set(show_id, open);
        }
      }
      const size = (show_id: string): number => {
        const { waiting = 0, reservations = 0, payments = 0 } = model.get(show_id) ?? {};
        return waiting + reservations + payments;
      };
      const sizes = [...model.keys()].map(size).sort((one, other) => other - one);
      const found = index.busiest(most);
      assert.equal(found.map(size), sizes.slice(0, most));
      assert.is(new Set(found).size, found.length);
      assert.ok(found.every((show_id) => model.has(show_id)));
      const sum = (of: keyof Demand): number =>
        [...model.values()].reduce((total, open) => total + open[of], 0);
      assert.equal(index.total, {
        waiting: sum('waiting'),
        reservations: sum('reservations'),
        payments: sum('payments'),
      });
    }),
  );
});

demand.run();
