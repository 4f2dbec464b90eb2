const LARGEST = 2 ** 32 - 1;

/** How many bytes `writeVarint` takes for the value. */
export function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) length += 1;
  return length;
}

/** Writes a whole number below 2^32, seven bits a byte, lowest first; returns the offset after it. */
export function writeVarint(bytes: Uint8Array, offset: number, value: number): number {
  if (value > LARGEST) throw new RangeError(`${value} is too large for a varint of this log`);
  let rest = value;
  let at = offset;
  while (rest >= 0x80) {
    bytes[at] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
    at += 1;
  }
  bytes[at] = rest;
  return at + 1;
}

/** Reads what `writeVarint` wrote; null where the bytes end within it or it is larger than that writes. */
export function readVarint(bytes: Uint8Array, offset: number): { value: number; next: number } | null {
  let value = 0;
  let weight = 1;
  for (let at = offset; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * weight;
    if (value > LARGEST) return null;
    if (byte < 0x80) return { value, next: at + 1 };
    weight *= 0x80;
  }
  return null;
}
