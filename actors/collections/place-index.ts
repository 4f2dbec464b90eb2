const SMALLEST_CAPACITY = 16;

/** Nobody is in most queues: they share these. */
const NOBODY = new Uint8Array(0);
const NO_SUMS = new Int32Array(1);

/**
 * Tells how many are ahead of somebody in a queue, in O(log n): a Fenwick tree over tickets. Tickets are numbered in
 * the order of joining and never again used; joining and leaving cost O(log n) as well, amortised.
 */
export class PlaceIndex {
  /** The ticket that the first slot stands for. */
  #base = 0;
  #next = 0;
  #present = NOBODY;
  /** One-based: `#sums[i]` counts the present tickets in the slots (i − (i & −i), i]. */
  #sums = NO_SUMS;

  /** Joins at the end of the queue; gives the ticket to ask and leave with. */
  join(): number {
    if (this.#next - this.#base === this.#present.length) this.#makeRoom();
    const ticket = this.#next;
    this.#next += 1;
    this.#present[ticket - this.#base] = 1;
    this.#add(ticket - this.#base, 1);
    return ticket;
  }

  /** Throws a RangeError where the ticket is not in the queue. */
  leave(ticket: number): void {
    this.#require(ticket);
    this.#present[ticket - this.#base] = 0;
    this.#add(ticket - this.#base, -1);
  }

  /** 1 for the head of the queue. Throws a RangeError where the ticket is not in the queue. */
  position(ticket: number): number {
    this.#require(ticket);
    let sum = 0;
    for (let index = ticket - this.#base + 1; index > 0; index -= index & -index)
      sum += this.#sums[index] ?? 0;
    return sum;
  }

  #require(ticket: number): void {
    if (this.#present[ticket - this.#base] !== 1) throw new RangeError(`no ticket ${ticket} in the queue`);
  }

  #add(slot: number, amount: number): void {
    for (let index = slot + 1; index < this.#sums.length; index += index & -index) {
      this.#sums[index] = (this.#sums[index] ?? 0) + amount;
    }
  }

  /** Forgets the slots before the first one present and doubles what is left, so that this is seldom done. */
  #makeRoom(): void {
    const first = this.#present.indexOf(1);
    const kept = first === -1 ? new Uint8Array(0) : this.#present.slice(first);
    this.#base = this.#next - kept.length;
    const capacity = Math.max(SMALLEST_CAPACITY, 2 * kept.length);
    this.#present = new Uint8Array(capacity);
    this.#present.set(kept);
    this.#sums = new Int32Array(capacity + 1);
    for (let index = 1; index <= capacity; index += 1) {
      this.#sums[index] = (this.#sums[index] ?? 0) + (this.#present[index - 1] ?? 0);
      const parent = index + (index & -index);
      if (parent <= capacity) this.#sums[parent] = (this.#sums[parent] ?? 0) + (this.#sums[index] ?? 0);
    }
  }
}
