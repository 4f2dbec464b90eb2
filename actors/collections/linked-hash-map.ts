import { TurnoverMap } from './turnover-map.ts';

interface Link<K, V> {
  readonly key: K;
  value: V;
  previous: Link<K, V> | null;
  next: Link<K, V> | null;
}

/**
 * A hash map whose entries are also a doubly linked list: the head, the tail, adding and removing cost the same
 * however many entries there are. A `Map` alone cannot serve as a queue: to find its first entry it walks over all
 * those that were deleted before it.
 */
export class LinkedHashMap<K, V> {
  readonly #links = new TurnoverMap<K, Link<K, V>>();
  #head: Link<K, V> | null = null;
  #tail: Link<K, V> | null = null;

  get size(): number {
    return this.#links.size;
  }

  /** The value that has been here longest, or was inserted before all others; undefined where there is none. */
  get head(): V | undefined {
    return this.#head?.value;
  }

  get tail(): V | undefined {
    return this.#tail?.value;
  }

  get(key: K): V | undefined {
    return this.#links.get(key)?.value;
  }

  has(key: K): boolean {
    return this.#links.has(key);
  }

  /** Adds at the tail. Throws a RangeError where the key is here already. */
  append(key: K, value: V): void {
    this.#link(key, value, this.#tail);
  }

  /**
   * Adds behind the last entry whose order is not greater than the value's, looking from the tail: at once where the
   * value belongs at the tail, as nearly always. Throws a RangeError where the key is here already.
   */
  insertInOrder(key: K, value: V, orderOf: (value: V) => number): void {
    const order = orderOf(value);
    let before = this.#tail;
    while (before !== null && orderOf(before.value) > order) before = before.previous;
    this.#link(key, value, before);
  }

  /** Removes the entry and gives its value; undefined where there is none. */
  delete(key: K): V | undefined {
    const link = this.#links.get(key);
    if (link === undefined) return undefined;
    this.#links.delete(key);
    if (link.previous === null) this.#head = link.next;
    else link.previous.next = link.next;
    if (link.next === null) this.#tail = link.previous;
    else link.next.previous = link.previous;
    // Once it is among the old objects, a removed link that still led to the next would keep that one, and by it each
    // that ever comes after, from being collected among the young.
    link.previous = null;
    link.next = null;
    return link.value;
  }

  /** From head to tail. An entry may be deleted while it is the current one; to delete the next one ends the walk with it. */
  *values(): IterableIterator<V> {
    let link = this.#head;
    while (link !== null) {
      const { next } = link;
      yield link.value;
      link = next;
    }
  }

  #link(key: K, value: V, previous: Link<K, V> | null): void {
    if (this.#links.has(key)) throw new RangeError(`the key ${String(key)} is here already`);
    const next = previous === null ? this.#head : previous.next;
    const link: Link<K, V> = { key, value, previous, next };
    this.#links.set(key, link);
    if (previous === null) this.#head = link;
    else previous.next = link;
    if (next === null) this.#tail = link;
    else next.previous = link;
  }
}
