import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ALL_PARTITIONS, formatPartitions, parsePartitions } from '../../src/partitions.ts';

const partitions = suite('partitions');

partitions('a list is read in order, each once', () => {
  assert.equal(parsePartitions('40, 0-2,1,2-3'), [0, 1, 2, 3, 40]);
  assert.equal(parsePartitions('0-63'), ALL_PARTITIONS);
});

partitions('what is no list is told apart', () => {
  for (const text of ['', ',', '1,', 'a', '-1', '1-', '3-2', '64', '0-64', '1 2', '100']) {
    assert.is(parsePartitions(text), null, text);
  }
});

partitions('any set is written in few words and read back', () => {
  assert.is(formatPartitions([5, 4, 3, 9, 0, 1]), '0-1,3-5,9');
  const sets = fc.uniqueArray(fc.integer({ min: 0, max: 63 }), { minLength: 1 });
  fc.assert(
    fc.property(sets, (set) => {
      assert.equal(
        parsePartitions(formatPartitions(set)),
        set.toSorted((one, other) => one - other),
      );
    }),
  );
});

partitions.run();
