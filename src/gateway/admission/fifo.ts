/** First in, first out, at a constant cost each. */
export interface Fifo<Item> {
  readonly length: number;
  readonly head: Item | undefined;
  push(item: Item): void;
  shift(): Item | undefined;
}

/** What was taken out lies at the beginning of the array, until it is half of it. */
const LONGEST_REST = 64;

/**
 * `Array.prototype.shift` moves all that is left, each time. A place is emptied when its item is taken: where the array is
 * among the old objects already, the item would be kept until the whole heap is collected.
 */
export function createFifo<Item>(): Fifo<Item> {
  let items: (Item | undefined)[] = [];
  let first = 0;
  return {
    get length() {
      return items.length - first;
    },
    get head() {
      return items[first];
    },
    push: (item) => void items.push(item),
    shift() {
      const item = items[first];
      if (first === items.length) return undefined;
      items[first] = undefined;
      first += 1;
      if (first > LONGEST_REST && first * 2 > items.length) {
        items = items.slice(first);
        first = 0;
      }
      return item;
    },
  };
}
