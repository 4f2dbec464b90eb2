import { createPublicKey, hash, type KeyObject } from 'node:crypto';

/** What tickets are signed with, and checked by: also those that were signed with a key of the past. */
export interface TicketKeys {
  readonly signing: { readonly key_id: Buffer; readonly private_key: KeyObject };
  /** Public keys by key id in hexadecimal, the one in use first. */
  readonly checking: ReadonlyMap<string, KeyObject>;
}

/** A key is named by the first bytes of the SHA-256 of its public half. */
export const KEY_ID_BYTES = 4;

/** @param old public keys of the past, whose tickets stay good */
export function ticketKeys(private_key: KeyObject, old: readonly KeyObject[]): TicketKeys {
  const public_key = createPublicKey(private_key);
  const checking = new Map([public_key, ...old].map((key) => [keyIdOf(key).toString('hex'), key]));
  return { signing: { key_id: keyIdOf(public_key), private_key }, checking };
}

function keyIdOf(public_key: KeyObject): Buffer {
  return hash('sha256', rawPublicKey(public_key), 'buffer').subarray(0, KEY_ID_BYTES);
}

/** The 32 bytes of an Ed25519 public key. */
export function rawPublicKey(public_key: KeyObject): Buffer {
  const { x } = public_key.export({ format: 'jwk' });
  if (x === undefined) throw new TypeError('an Ed25519 key was expected');
  return Buffer.from(x, 'base64url');
}
