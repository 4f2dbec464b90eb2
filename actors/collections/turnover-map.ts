/** Entries removed before the map is made anew: so often that the collector seldom finds one of its tables grown old. */
const REMOVED_MOST = 256;

/**
 * A hash map whose entries come and go all the time.
 *
 * When a `Map` has seen enough of them, V8 moves the rest into a new table, and leaves a link to it in the old one. Where an
 * old table has outlived two collections of the young, that link keeps the next table and all that was in it from being
 * collected among the young, and so the next but one: from then on everything that passes through the map is promoted, and
 * the whole heap has to be marked again and again for it. A new map has no such past.
 */
export class TurnoverMap<K, V> {
  #entries = new Map<K, V>();
  #removed = 0;

  get size(): number {
    return this.#entries.size;
  }

  get(key: K): V | undefined {
    return this.#entries.get(key);
  }

  has(key: K): boolean {
    return this.#entries.has(key);
  }

  set(key: K, value: V): void {
    this.#entries.set(key, value);
  }

  /** Whether it was there. */
  delete(key: K): boolean {
    if (!this.#entries.delete(key)) return false;
    this.#removed += 1;
    // A large one is copied only after it has been replaced as a whole, so that copying costs each entry the same.
    if (this.#removed >= Math.max(REMOVED_MOST, this.#entries.size)) this.#renew();
    return true;
  }

  /** As they are now, in the order of coming. */
  values(): V[] {
    return [...this.#entries.values()];
  }

  #renew(): void {
    this.#entries = new Map(this.#entries);
    this.#removed = 0;
  }
}
