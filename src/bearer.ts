import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether an Authorization header names the token. Compares digests, so that the time it takes says nothing of it. */
export function isBearer(authorization: string | undefined, token: string): boolean {
  if (authorization === undefined) return false;
  return timingSafeEqual(digestOf(authorization), digestOf(`Bearer ${token}`));
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
