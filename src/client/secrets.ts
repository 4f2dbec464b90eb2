const SECRET_BYTES = 24;
const SECRETS_A_POOL = 128;

const pool = new Uint8Array(SECRET_BYTES * SECRETS_A_POOL);
let used = pool.length;

/** 32 characters, fit for URLs and headers, that nobody can guess. */
export function drawSecret(): string {
  // To ask the system for the chance of each one takes longer than all the rest of a request.
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  const bytes = pool.subarray(used, used + SECRET_BYTES);
  used += SECRET_BYTES;
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}

/** Throws a `RangeError`, which does not tell the secret, where it cannot be a session. */
export function checkSession(session_id: string): void {
  if (/^[A-Za-z0-9_-]{16,64}$/.test(session_id)) return;
  throw new RangeError('a session_id is 16 to 64 characters of A-Z a-z 0-9 _ -');
}

/** Throws a `RangeError` where the text cannot be sent as a header. */
export function checkHeader(name: string, text: string): void {
  if (/^[\x21-\x7E]{1,64}$/.test(text)) return;
  throw new RangeError(`the ${name} has to be 1 to 64 visible ASCII characters`);
}
