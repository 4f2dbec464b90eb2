import { fingerprintFromBytes, fingerprintToBytes } from '../../persistence/fingerprint-bytes.ts';
import { pack, unpack } from '../codec/fields.ts';
import { answerFields, readAnswer } from '../codec/record-fields.ts';
import { HashIndex, hashOf16, NONE } from '../collections/hash-index.ts';
import type { RememberedAnswer } from './remembered-answer.ts';

/** One entry: fingerprint of the key, of the body (16 bytes each), length of the answer (4), the answer. */
const BODY = 16;
const LENGTH = BODY + 16;
const ANSWER = LENGTH + 4;
const GROWTH = 1.25;
/** Shared by all shows that remember nothing. */
const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Rule 11: what was answered under each idempotency key. They are many, hardly ever asked for again, and kept until the day
 * after the show: so they lie packed in one buffer, some 110 bytes each with what finds them, and an answer is made of its
 * bytes when somebody repeats a key.
 */
export class RememberedAnswers {
  #bytes = NOTHING;
  #used = 0;
  readonly #index = new HashIndex();
  #size = 0;
  /** Of entries whose key was answered anew. */
  #forgotten_bytes = 0;

  get size(): number {
    return this.#size;
  }

  /** Throws a RangeError where the key is no fingerprint. */
  find(key: string): RememberedAnswer | undefined {
    if (this.#size === 0) return undefined;
    SOUGHT.set(fingerprintToBytes(key));
    const start = this.#index.find(hashOf16(SOUGHT, 0), this.#isSought);
    if (start === NONE) return undefined;
    const answer = this.#bytes.subarray(start + ANSWER, start + this.#lengthAt(start));
    return {
      body: fingerprintFromBytes(this.#bytes.subarray(start + BODY, start + LENGTH)),
      answer: readAnswer(unpack(answer)),
    };
  }

  /** From now on this is the key's answer. */
  remember(key: string, { body, answer }: RememberedAnswer): void {
    const packed = pack(answerFields(answer));
    const start = this.#used;
    const end = start + ANSWER + packed.length;
    if (end > this.#bytes.length) this.#makeRoom(Math.ceil(end * GROWTH));
    this.#bytes.set(fingerprintToBytes(key), start);
    this.#bytes.set(fingerprintToBytes(body), start + BODY);
    this.#bytes.writeUInt32BE(packed.length, start + LENGTH);
    this.#bytes.set(packed, start + ANSWER);
    this.#takeIn(start);
  }

  /** How many bytes `writeTo` writes. */
  get byte_length(): number {
    return this.#used - this.#forgotten_bytes;
  }

  /** Writes all answers, the oldest first. */
  writeTo(target: Uint8Array, offset: number): void {
    if (this.#forgotten_bytes === 0) {
      this.#bytes.copy(target, offset, 0, this.#used);
      return;
    }
    let at = offset;
    for (let start = 0; start < this.#used; start += this.#lengthAt(start)) {
      if (this.#isNewest(start)) at += this.#bytes.copy(target, at, start, start + this.#lengthAt(start));
    }
  }

  /** Takes all in that `writeTo` wrote. Throws a RangeError where the bytes are no such answers. */
  rememberAll(bytes: Buffer): void {
    const end = this.#used + bytes.length;
    if (end > this.#bytes.length) this.#makeRoom(end);
    bytes.copy(this.#bytes, this.#used);
    while (this.#used < end) {
      const start = this.#used;
      if (start + ANSWER > end || start + this.#lengthAt(start) > end)
        throw new RangeError('there is half an answer among those remembered');
      this.#takeIn(start);
    }
  }

  /** The entry that starts here lies in the bytes already. */
  #takeIn(start: number): void {
    const hash = this.#seek(start);
    const earlier = this.#index.find(hash, this.#isSought);
    if (earlier === NONE) {
      this.#size += 1;
    } else {
      this.#index.delete(hash, earlier);
      this.#forgotten_bytes += this.#lengthAt(earlier);
    }
    this.#index.add(hash, start);
    this.#used = start + this.#lengthAt(start);
  }

  #isNewest(start: number): boolean {
    return this.#index.find(this.#seek(start), this.#isSought) === start;
  }

  /** Gives the hash of the entry's key, which is from now on what is sought. */
  #seek(start: number): number {
    this.#bytes.copy(SOUGHT, 0, start, start + SOUGHT.length);
    return hashOf16(SOUGHT, 0);
  }

  readonly #isSought = (start: number): boolean =>
    this.#bytes.compare(SOUGHT, 0, SOUGHT.length, start, start + SOUGHT.length) === 0;

  #lengthAt(start: number): number {
    return ANSWER + this.#bytes.readUInt32BE(start + LENGTH);
  }

  #makeRoom(length: number): void {
    const grown = Buffer.from(new ArrayBuffer(length));
    this.#bytes.copy(grown, 0, 0, this.#used);
    this.#bytes = grown;
  }
}

/** The key that is being looked for. */
const SOUGHT = Buffer.alloc(16);
