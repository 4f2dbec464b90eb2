/** A fingerprint's length in bytes, as it is stored. */
const FINGERPRINT_BYTES = 16;
const FINGERPRINT_CHARACTERS = 22;

/** The 16 bytes of a fingerprint, which is written as base64url. Throws a RangeError where the text is not one. */
export function fingerprintToBytes(fingerprint: string): Buffer {
  const bytes = Buffer.from(fingerprint, 'base64url');
  if (fingerprint.length !== FINGERPRINT_CHARACTERS || bytes.length !== FINGERPRINT_BYTES) {
    // It stands for a secret, so the message does not repeat it.
    throw new RangeError('a session is to be given by its fingerprint: 16 bytes in base64url');
  }
  return bytes;
}

/** The fingerprint of the 16 bytes. */
export function fingerprintFromBytes(bytes: Buffer): string {
  return bytes.toString('base64url');
}
