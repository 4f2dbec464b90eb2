/** What was taken out lies at the beginning of the array, until it is half of it. */
const LONGEST_REST = 64;

/**
 * First in, first out, at a constant cost each; `Array.prototype.shift` moves all that is left, each time.
 *
 * A place is emptied when its item is taken: where the array is among the old objects already, the item would be kept until
 * the whole heap is collected. It is a class, since a literal with getters is given a hidden class of its own each time, which
 * is an old object from its first day; and a line makes one of these for nearly each request.
 */
export class Fifo<Item> {
  #items: (Item | undefined)[] = [];
  #first = 0;

  get length(): number {
    return this.#items.length - this.#first;
  }

  get head(): Item | undefined {
    return this.#items[this.#first];
  }

  push(item: Item): void {
    this.#items.push(item);
  }

  shift(): Item | undefined {
    if (this.length === 0) return undefined;
    const item = this.#items[this.#first];
    this.#items[this.#first] = undefined;
    this.#first += 1;
    if (this.#first > LONGEST_REST && this.#first * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#first);
      this.#first = 0;
    }
    return item;
  }
}
