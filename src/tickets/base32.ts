/**
 * Bytes as text in the alphabet of ULIDs (Crockford's base 32): digits and capitals that are not taken for one another,
 * all of which QR codes write in their compact alphanumeric mode.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BITS = 5;

export function toBase32(bytes: Uint8Array): string {
  let text = '';
  let pending = 0;
  let bits = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    bits += 8;
    while (bits >= BITS) {
      bits -= BITS;
      text += ALPHABET.charAt(pending >> bits);
      pending &= (1 << bits) - 1;
    }
  }
  return bits === 0 ? text : text + ALPHABET.charAt(pending << (BITS - bits));
}

/** The bytes of which `toBase32` makes exactly this text; null where there are none. */
export function fromBase32(text: string): Buffer | null {
  const bytes = Buffer.alloc(Math.floor((text.length * BITS) / 8));
  let length = 0;
  let pending = 0;
  let bits = 0;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value === -1) return null;
    pending = (pending << BITS) | value;
    bits += BITS;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length] = pending >> bits;
    length += 1;
    pending &= (1 << bits) - 1;
  }
  // One text for the same bytes: no character too many, and no bit set that stands for nothing.
  return bits < BITS && pending === 0 ? bytes : null;
}
