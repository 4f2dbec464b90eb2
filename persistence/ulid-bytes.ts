const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ULID_CHARACTERS = 26;
const BITS_PER_CHARACTER = 5;
const NOT_IN_ALPHABET = 0xff;

/** A ULID's length in bytes, as it is stored. */
export const ULID_BYTES = 16;

const VALUE_OF = new Uint8Array(128).fill(NOT_IN_ALPHABET);
for (let value = 0; value < ALPHABET.length; value += 1) VALUE_OF[ALPHABET.charCodeAt(value)] = value;

/**
 * Writes a ULID (26 characters of Crockford's base 32, upper case) as 16 bytes at `offset`.
 * Throws a RangeError where the text is not a ULID.
 */
export function writeUlid(id: string, bytes: Uint8Array, offset: number): void {
  if (id.length !== ULID_CHARACTERS || id.charCodeAt(0) > 0x37) throw new RangeError(`'${id}' is not a ULID`);
  // 26 characters are 130 bits; the two uppermost are zero, since the first character is at most 7.
  let pending = 0;
  let pending_bits = -2;
  let at = offset;
  for (let index = 0; index < ULID_CHARACTERS; index += 1) {
    const value = VALUE_OF[id.charCodeAt(index)] ?? NOT_IN_ALPHABET;
    if (value === NOT_IN_ALPHABET) throw new RangeError(`'${id}' is not a ULID`);
    pending = ((pending << BITS_PER_CHARACTER) | value) & 0xffff;
    pending_bits += BITS_PER_CHARACTER;
    if (pending_bits >= 8) {
      pending_bits -= 8;
      bytes[at] = pending >> pending_bits;
      at += 1;
    }
  }
}

/** The 16 bytes of a ULID. Throws a RangeError where the text is not a ULID. */
export function ulidToBytes(id: string): Uint8Array {
  const bytes = new Uint8Array(ULID_BYTES);
  writeUlid(id, bytes, 0);
  return bytes;
}

/** The ULID of the 16 bytes at `offset`. Throws a RangeError where there are fewer. */
export function ulidFromBytes(bytes: Uint8Array, offset = 0): string {
  if (bytes.length < offset + ULID_BYTES) throw new RangeError('a ULID has 16 bytes');
  let pending = 0;
  let pending_bits = 2;
  let at = offset;
  for (let index = 0; index < ULID_CHARACTERS; index += 1) {
    if (pending_bits < BITS_PER_CHARACTER) {
      pending = ((pending << 8) | (bytes[at] ?? 0)) & 0xffff;
      pending_bits += 8;
      at += 1;
    }
    pending_bits -= BITS_PER_CHARACTER;
    characters[index] = ALPHABET.charCodeAt((pending >> pending_bits) & 31);
  }
  // Made in one piece: a text put together of its characters would stay a chain of them in memory.
  return characters.toString('latin1');
}

const characters = Buffer.alloc(ULID_CHARACTERS);
