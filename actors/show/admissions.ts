import { fingerprintFromBytes, fingerprintToBytes } from '../../persistence/fingerprint-bytes.ts';
import { requireWholeNumbers } from '../../persistence/whole-numbers.ts';

/** That the ticket of a seat was let in. */
export interface Admission {
  /** Unix milliseconds, after 1970. */
  readonly admitted_at: number;
  /** Fingerprint of what the door drew for it. */
  readonly nonce: string;
}

const TIME_BYTES = 6;
const NONCE_BYTES = 16;
const ENTRY_BYTES = TIME_BYTES + NONCE_BYTES;

/**
 * Which tickets of a show were let in, by index of seat. All who come in stay until the show sleeps, so their entries lie
 * packed in one buffer, 22 bytes a seat: the time, which is 0 where nobody came in, and the nonce.
 */
export class Admissions {
  /** As long as the entries up to the last seat that was ever let in. */
  #bytes: Buffer = Buffer.alloc(0);

  /** Throws an Error where the ticket was let in before, and a RangeError where nobody can have come in so. */
  admit(seat: number, { admitted_at, nonce }: Admission): void {
    if (this.find(seat) !== undefined) {
      throw new Error(`the ticket of the seat with the index ${seat} was let in before`);
    }
    requireWholeNumbers(admitted_at);
    if (admitted_at <= 0) throw new RangeError(`nobody was let in at ${admitted_at}`);
    const start = seat * ENTRY_BYTES;
    this.#reserve(start + ENTRY_BYTES);
    this.#bytes.writeUIntBE(admitted_at, start, TIME_BYTES);
    this.#bytes.set(fingerprintToBytes(nonce), start + TIME_BYTES);
  }

  /** Undefined where nobody came in with the ticket of the seat. */
  find(seat: number): Admission | undefined {
    const start = seat * ENTRY_BYTES;
    if (start + ENTRY_BYTES > this.#bytes.length) return undefined;
    const admitted_at = this.#bytes.readUIntBE(start, TIME_BYTES);
    if (admitted_at === 0) return undefined;
    const nonce = this.#bytes.subarray(start + TIME_BYTES, start + ENTRY_BYTES);
    return { admitted_at, nonce: fingerprintFromBytes(nonce) };
  }

  /** By index of seat, in the order of the hall. */
  *entries(): IterableIterator<[seat: number, admission: Admission]> {
    for (let seat = 0; seat * ENTRY_BYTES < this.#bytes.length; seat += 1) {
      const admission = this.find(seat);
      if (admission !== undefined) yield [seat, admission];
    }
  }

  clear(): void {
    this.#bytes = Buffer.alloc(0);
  }

  #reserve(length: number): void {
    if (length <= this.#bytes.length) return;
    const grown = Buffer.alloc(length);
    this.#bytes.copy(grown);
    this.#bytes = grown;
  }
}
