/** In the place of a number: there is none. */
export const NONE = -1;

/** Where nothing is yet; never written to, since it is full. */
const NOTHING = Int32Array.of(NONE);
const SMALLEST_CAPACITY = 16;
/** Of the slots at most. */
const FULLNESS = 0.75;

/** Keys come from outside, and nobody there is to know which of them meet. Nothing but speed depends on it. */
const SEED = Math.floor(Math.random() * 2 ** 32);

/** A hash of the 16 bytes at `offset`. */
export function hashOf16(bytes: Buffer, offset: number): number {
  let hash = SEED;
  for (let at = offset; at < offset + 16; at += 4) {
    hash = Math.imul(hash ^ bytes.readInt32LE(at), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

/**
 * Finds things that lie packed in their owner's bytes: it knows the number and the hash of each (8 bytes, in a table that is
 * half to three quarters full), and nothing else of them. A `Map` would keep a text and an entry of some 90 bytes for each,
 * and every one of them would be looked at by the garbage collection.
 */
export class HashIndex {
  #numbers = NOTHING;
  #hashes = NOTHING;
  #size = 0;

  /** The first number of this hash that is the one that is sought; `NONE` where there is none. */
  find(hash: number, isSought: (number: number) => boolean): number {
    const mask = this.#numbers.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = this.#numbers[slot] ?? NONE;
      if (number === NONE) return NONE;
      if (this.#hashes[slot] === hash && isSought(number)) return number;
    }
  }

  /** The number is from 0, and not here yet. */
  add(hash: number, number: number): void {
    if (this.#size + 1 > this.#numbers.length * FULLNESS) this.#grow();
    this.#size += 1;
    this.#put(hash, number);
  }

  /** Throws a RangeError where the number is not here with this hash. */
  delete(hash: number, number: number): void {
    const mask = this.#numbers.length - 1;
    let hole = hash & mask;
    while (this.#numbers[hole] !== number) {
      if (this.#numbers[hole] === NONE) throw new RangeError(`there is no number ${number} here`);
      hole = (hole + 1) & mask;
    }
    this.#size -= 1;
    // What lies behind moves up, if it may lie that far ahead: so a search can go on to end at the first empty slot.
    for (let slot = (hole + 1) & mask; this.#numbers[slot] !== NONE; slot = (slot + 1) & mask) {
      const home = (this.#hashes[slot] ?? 0) & mask;
      if (((slot - home) & mask) < ((slot - hole) & mask)) continue;
      this.#numbers[hole] = this.#numbers[slot] ?? NONE;
      this.#hashes[hole] = this.#hashes[slot] ?? 0;
      hole = slot;
    }
    this.#numbers[hole] = NONE;
  }

  #put(hash: number, number: number): void {
    const mask = this.#numbers.length - 1;
    let slot = hash & mask;
    while (this.#numbers[slot] !== NONE) slot = (slot + 1) & mask;
    this.#numbers[slot] = number;
    this.#hashes[slot] = hash;
  }

  #grow(): void {
    const numbers = this.#numbers;
    const hashes = this.#hashes;
    const capacity = Math.max(SMALLEST_CAPACITY, 2 * numbers.length);
    this.#numbers = new Int32Array(capacity).fill(NONE);
    this.#hashes = new Int32Array(capacity);
    for (const [slot, number] of numbers.entries()) if (number !== NONE) this.#put(hashes[slot] ?? 0, number);
  }
}
