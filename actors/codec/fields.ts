import { Packr } from 'msgpackr';
import { fingerprintFromBytes, fingerprintToBytes } from '../../persistence/fingerprint-bytes.ts';
import { ulidFromBytes, ulidToBytes } from '../../persistence/ulid-bytes.ts';

const packr = new Packr({ useRecords: false, int64AsType: 'number' });

const FINGERPRINT_BYTES = 16;

/** What is stored is not what was written by this code, or by an older one that it still reads. */
export class CodecError extends Error {
  override readonly name = 'CodecError';
}

export function pack(fields: readonly unknown[]): Uint8Array {
  return packr.pack(fields);
}

export function unpack(bytes: Uint8Array): FieldReader {
  let fields: unknown;
  try {
    fields = packr.unpack(bytes);
  } catch (cause) {
    throw new CodecError('these bytes are no list of fields', { cause });
  }
  return new FieldReader(fields);
}

/**
 * Reads what unpacks, but may still not make sense (a seat that the hall does not have, an id that is there twice): the
 * RangeErrors of what is built from it become a `CodecError`.
 */
export function readSensibly<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof RangeError) throw new CodecError('these fields make no sense', { cause });
    throw cause;
  }
}

export function ulidField(id: string): Uint8Array {
  return ulidToBytes(id);
}

export function fingerprintField(fingerprint: string): Uint8Array {
  return fingerprintToBytes(fingerprint);
}

/** Reads the fields of a list one after the other, each as what it has to be; throws a `CodecError` where it is not. */
export class FieldReader {
  readonly #fields: readonly unknown[];
  #next = 0;

  constructor(fields: unknown) {
    if (!Array.isArray(fields)) throw new CodecError('a list of fields was expected');
    this.#fields = fields;
  }

  number(): number {
    const field = this.#take();
    if (typeof field !== 'number' || !Number.isSafeInteger(field)) throw this.#unexpected('a whole number');
    return field;
  }

  text(): string {
    const field = this.#take();
    if (typeof field !== 'string') throw this.#unexpected('a text');
    return field;
  }

  optionalText(): string | null {
    return this.#skipNull() ? null : this.text();
  }

  optionalNumber(): number | null {
    return this.#skipNull() ? null : this.number();
  }

  ulid(): string {
    return ulidFromBytes(this.bytes(16));
  }

  fingerprint(): string {
    return fingerprintFromBytes(Buffer.from(this.bytes(FINGERPRINT_BYTES)));
  }

  /** `length` is how many bytes there have to be, where that is known. */
  bytes(length: number | null = null): Uint8Array {
    const field = this.#take();
    if (!(field instanceof Uint8Array) || (length !== null && field.length !== length))
      throw this.#unexpected('bytes');
    return field;
  }

  numbers(): number[] {
    return this.listOf((item) => {
      if (typeof item !== 'number' || !Number.isSafeInteger(item)) throw this.#unexpected('whole numbers');
      return item;
    });
  }

  listOf<Item>(read: (item: unknown) => Item): Item[] {
    const field = this.#take();
    if (!Array.isArray(field)) throw this.#unexpected('a list');
    return field.map((item: unknown) => read(item));
  }

  /** A list of fields within this one. */
  nested(): FieldReader {
    return new FieldReader(this.#take());
  }

  optionalNested(): FieldReader | null {
    return this.#skipNull() ? null : this.nested();
  }

  /** To be called last: there is nothing left. */
  end(): void {
    if (this.#next !== this.#fields.length) throw new CodecError('there are more fields than expected');
  }

  #take(): unknown {
    const field = this.#fields[this.#next];
    this.#next += 1;
    return field;
  }

  #skipNull(): boolean {
    if (this.#fields[this.#next] !== null) return false;
    this.#next += 1;
    return true;
  }

  #unexpected(expected: string): CodecError {
    return new CodecError(`the field ${this.#next} is not ${expected}`);
  }
}
