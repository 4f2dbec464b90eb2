import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { LinkedHashMap } from '../../actors/collections/linked-hash-map.ts';
import { TurnoverMap } from '../../actors/collections/turnover-map.ts';
import { Fifo } from '../../src/gateway/admission/fifo.ts';

/** What only passes through a collection is to be collected among the young, also where the collection itself is old. */
const passing = suite('passing through');

/** Takes the item with this number in, and lets the one go that came so many before it. */
type Pass = (number: number, item: object) => void;

const INSIDE = 100;
/** A long one: its array lasts nearly from one collection to the next. */
const IN_LINE = 900;
const ITEMS = 20_000;
const ITEM_BYTES = 1_000;
const ITEMS_A_COLLECTION = 1_000;

setFlagsFromString('--expose-gc');
const collect: (options: { readonly type: 'minor' }) => void = runInNewContext('gc');

const newItem = (number: number): object => new Array<number>(ITEM_BYTES / 8).fill(number);

function oldBytes(): number {
  const old = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space');
  return old?.space_used_size ?? 0;
}

/** Of all that passes through, the share that gets among the old objects. */
function promotedShare(pass: Pass): number {
  let number = 0;
  // After that there is room for more young objects than come from one collection to the next.
  for (; number < ITEMS; number += 1) pass(number, newItem(number));
  // The collection and what is in it are old from here on.
  for (let times = 0; times < 3; times += 1) collect({ type: 'minor' });
  let promoted = 0;
  let before = oldBytes();
  for (const end = number + ITEMS; number < end; number += 1) {
    pass(number, newItem(number));
    if (number % ITEMS_A_COLLECTION !== 0) continue;
    collect({ type: 'minor' });
    const now = oldBytes();
    // They can be fewer, where the whole heap was collected meanwhile.
    promoted += Math.max(0, now - before);
    before = now;
  }
  return promoted / (ITEMS * ITEM_BYTES);
}

const COLLECTIONS: Readonly<Record<string, () => Pass>> = {
  'a linked hash map': () => {
    const map = new LinkedHashMap<number, object>();
    return (number, item) => {
      map.append(number, item);
      map.delete(number - INSIDE);
    };
  },
  'a turnover map': () => {
    const map = new TurnoverMap<number, object>();
    return (number, item) => {
      map.set(number, item);
      map.delete(number - INSIDE);
    };
  },
  'a line for each': () => {
    const lines = new LinkedHashMap<number, Fifo<object>>();
    return (number, item) => {
      const line = new Fifo<object>();
      line.push(item);
      lines.append(number, line);
      lines.delete(number - INSIDE)?.shift();
    };
  },
  'a line of an admission': () => {
    const fifo = new Fifo<object>();
    return (_number, item) => {
      fifo.push(item);
      if (fifo.length > IN_LINE) fifo.shift();
    };
  },
};

for (const [name, create] of Object.entries(COLLECTIONS)) {
  passing(`${name} leaves nothing among the old objects`, () => {
    const share = promotedShare(create());
    assert.ok(share < 0.05, `${Math.round(100 * share)} % of what passed through is old now`);
  });
}

// Or else the tests above could not fail. Where a newer V8 makes it fail, `TurnoverMap` has become needless.
passing('a Map does', () => {
  const map = new Map<number, object>();
  const share = promotedShare((number, item) => {
    map.set(number, item);
    map.delete(number - INSIDE);
  });
  assert.ok(share > 0.1, `${Math.round(100 * share)} % of what passed through is old now`);
});

passing.run();
