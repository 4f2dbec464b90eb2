import { NONE } from './hash-index.ts';

/** Of most queues there is nothing but that nobody is in them: they share these. */
const NO_LISTS: number[] = [];
const NO_SLOTS = new Int32Array(0);

/**
 * Doubly linked lists of the slots of one store, each slot in at most one of them: 8 bytes a slot. Appending and removing
 * cost the same however long the lists are.
 */
export class SlotLists {
  /** By list, where anything ever was in it. */
  #heads: number[] = NO_LISTS;
  #tails: number[] = NO_LISTS;
  #previous = NO_SLOTS;
  #next = NO_SLOTS;

  /** Slots below this number may be used from now on. */
  makeRoom(slots: number): void {
    if (this.#heads === NO_LISTS) {
      this.#heads = [];
      this.#tails = [];
    }
    this.#previous = grown(this.#previous, slots);
    this.#next = grown(this.#next, slots);
  }

  /** `NONE` where the list is empty. */
  head(list: number): number {
    return this.#heads[list] ?? NONE;
  }

  tail(list: number): number {
    return this.#tails[list] ?? NONE;
  }

  /** `NONE` behind the tail. */
  next(slot: number): number {
    return this.#next[slot] ?? NONE;
  }

  append(list: number, slot: number): void {
    const tail = this.tail(list);
    this.#previous[slot] = tail;
    this.#next[slot] = NONE;
    this.#tails[list] = slot;
    if (tail === NONE) this.#heads[list] = slot;
    else this.#next[tail] = slot;
  }

  /** The slot has to be in the list. */
  remove(list: number, slot: number): void {
    const previous = this.#previous[slot] ?? NONE;
    const next = this.next(slot);
    if (previous === NONE) this.#heads[list] = next;
    else this.#next[previous] = next;
    if (next === NONE) this.#tails[list] = previous;
    else this.#previous[next] = previous;
  }
}

function grown(before: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const after = new Int32Array(length);
  after.set(before);
  return after;
}
