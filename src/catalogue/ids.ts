import { randomFillSync } from 'node:crypto';
import { ulid } from 'ulid';

const ULID_PATTERN = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** A new random ULID. */
export function newId(): string {
  return ulid(undefined, randomFraction);
}

/** Whether the text has the form of a ULID. */
export function isUlid(text: string): boolean {
  return ULID_PATTERN.test(text);
}

// ulid's own source of randomness asks the operating system for every single letter, at 2 µs each; the demo draws
// a hundred thousand ids. A letter takes the upper five bits of a byte.
const random_bytes = new Uint8Array(4_096);
let next_byte = random_bytes.length;

function randomFraction(): number {
  if (next_byte === random_bytes.length) {
    randomFillSync(random_bytes);
    next_byte = 0;
  }
  const byte = random_bytes[next_byte++] ?? 0;
  return byte / 256;
}
