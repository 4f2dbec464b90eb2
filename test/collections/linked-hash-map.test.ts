import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { LinkedHashMap } from '../../actors/collections/linked-hash-map.ts';

const map = suite('linked hash map');

/** The obvious one: a list. */
type Model = Item[];
interface Item {
  readonly key: number;
  readonly order: number;
}
type Real = LinkedHashMap<number, Item>;

class Append implements fc.Command<Model, Real> {
  readonly item: Item;
  constructor(item: Item) {
    this.item = item;
  }
  check = (): boolean => true;
  run(model: Model, real: Real): void {
    const append = (): void => real.append(this.item.key, this.item);
    if (model.some(({ key }) => key === this.item.key)) assert.throws(append, isRangeError);
    else {
      append();
      model.push(this.item);
    }
    checkSame(model, real);
  }
  toString = (): string => `append ${this.item.key} (order ${this.item.order})`;
}

class InsertInOrder implements fc.Command<Model, Real> {
  readonly item: Item;
  constructor(item: Item) {
    this.item = item;
  }
  check = (): boolean => true;
  run(model: Model, real: Real): void {
    const insert = (): void => real.insertInOrder(this.item.key, this.item, ({ order }) => order);
    if (model.some(({ key }) => key === this.item.key)) assert.throws(insert, isRangeError);
    else {
      insert();
      const before = model.findLastIndex(({ order }) => order <= this.item.order);
      model.splice(before + 1, 0, this.item);
    }
    checkSame(model, real);
  }
  toString = (): string => `insert ${this.item.key} in order ${this.item.order}`;
}

class Delete implements fc.Command<Model, Real> {
  readonly key: number;
  constructor(key: number) {
    this.key = key;
  }
  check = (): boolean => true;
  run(model: Model, real: Real): void {
    const index = model.findIndex(({ key }) => key === this.key);
    const [expected] = index === -1 ? [] : model.splice(index, 1);
    assert.is(real.delete(this.key), expected);
    checkSame(model, real);
  }
  toString = (): string => `delete ${this.key}`;
}

/** Deletes each entry while it is the current one. */
class DrainMatching implements fc.Command<Model, Real> {
  readonly order: number;
  constructor(order: number) {
    this.order = order;
  }
  check = (): boolean => true;
  run(model: Model, real: Real): void {
    const seen: Item[] = [];
    for (const item of real.values()) {
      seen.push(item);
      if (item.order === this.order) real.delete(item.key);
    }
    assert.equal(seen, model);
    for (const item of seen) if (item.order === this.order) model.splice(model.indexOf(item), 1);
    checkSame(model, real);
  }
  toString = (): string => `delete, one after the other, all of order ${this.order}`;
}

function isRangeError(error: Error): boolean {
  return error instanceof RangeError;
}

function checkSame(model: Model, real: Real): void {
  assert.equal([...real.values()], model);
  assert.is(real.size, model.length);
  assert.is(real.head, model[0]);
  assert.is(real.tail, model.at(-1));
  for (let key = 0; key < KEYS; key += 1) {
    const item = model.find((each) => each.key === key);
    assert.is(real.get(key), item);
    assert.is(real.has(key), item !== undefined);
  }
}

const KEYS = 8;

map('behaves as a list that is searched', () => {
  const key = fc.nat({ max: KEYS - 1 });
  const item = fc.record({ key, order: fc.nat({ max: 3 }) });
  const commands = fc.commands(
    [
      item.map((each) => new Append(each)),
      item.map((each) => new InsertInOrder(each)),
      key.map((each) => new Delete(each)),
      fc.nat({ max: 3 }).map((order) => new DrainMatching(order)),
    ],
    { maxCommands: 60, size: 'max' },
  );
  fc.assert(
    fc.property(commands, (each) => fc.modelRun(() => ({ model: [], real: new LinkedHashMap() }), each)),
    { numRuns: 500 },
  );
});

map('the head stays near after ten thousands were removed before it', () => {
  const queue = new LinkedHashMap<number, number>();
  for (let key = 0; key < 50_000; key += 1) queue.append(key, key);
  for (let key = 0; key < 49_999; key += 1) {
    assert.is(queue.delete(key), key);
    assert.is(queue.head, key + 1);
  }
  assert.is(queue.tail, 49_999);
});

map.run();
