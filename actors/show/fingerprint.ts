import { hash } from 'node:crypto';

const FINGERPRINT_BYTES = 16;

/**
 * The fingerprint of a secret, or of what a request says: 16 bytes of SHA-256 in base64url.
 * A session's secret is never stored, compared or sent within the engine: its fingerprint is.
 * Parts are kept apart by their lengths, so that no two different lists of parts make the same text.
 */
export function fingerprint(...parts: readonly string[]): string {
  const text = parts.length === 1 ? (parts[0] ?? '') : parts.map((part) => `${part.length}:${part}`).join('');
  // Cut as bytes, not as text: the 22nd character of the text would hold 4 bits of the next byte, which are not stored.
  // And by way of hexadecimal digits, since a buffer of its own for each hash takes twice as long.
  return Buffer.from(hash('sha256', text, 'hex'), 'hex').toString('base64url', 0, FINGERPRINT_BYTES);
}
