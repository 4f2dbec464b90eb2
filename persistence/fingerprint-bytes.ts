/** A fingerprint's length in bytes, as it is stored. */
export const FINGERPRINT_BYTES = 16;
const FINGERPRINT_CHARACTERS = 22;

/** The 16 bytes of a fingerprint, which is written as base64url. Throws a RangeError where the text is not one. */
export function fingerprintToBytes(fingerprint: string): Buffer {
  const bytes = Buffer.from(fingerprint, 'base64url');
  if (fingerprint.length !== FINGERPRINT_CHARACTERS || bytes.length !== FINGERPRINT_BYTES) throw notOne();
  return bytes;
}

/** Writes the 16 bytes of a fingerprint at `offset`. Throws a RangeError where the text is not one. */
export function writeFingerprint(fingerprint: string, bytes: Buffer, offset: number): void {
  const written = bytes.write(fingerprint, offset, FINGERPRINT_BYTES, 'base64url');
  if (fingerprint.length !== FINGERPRINT_CHARACTERS || written !== FINGERPRINT_BYTES) throw notOne();
}

/** The fingerprint of the 16 bytes. */
export function fingerprintFromBytes(bytes: Buffer): string {
  return bytes.toString('base64url');
}

function notOne(): RangeError {
  // It stands for a secret, so the message does not repeat it.
  return new RangeError('a session is to be given by its fingerprint: 16 bytes in base64url');
}
