import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { drawId } from '../ids.ts';

/** The key that a data folder drew for itself. */
export const OWN_KEY_FILE = 'ticket-key.pem';

/** What is there is no key for tickets; the message does not repeat it. */
export class TicketKeyError extends Error {
  override readonly name = 'TicketKeyError';
}

const PRIVATE_KEY =
  'an Ed25519 private key: PKCS#8 in PEM, or a seed of 32 bytes, raw, in hexadecimal or base64';
const SEED_BYTES = 32;
/** What comes before the seed in PKCS#8 (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Reads a private key, in any of the usual forms. Throws a `TicketKeyError`. */
export function parsePrivateKey(content: Buffer): KeyObject {
  const seed = seedIn(content);
  try {
    const key =
      seed === null
        ? createPrivateKey(content)
        : createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // What it says may repeat a part of the key.
  }
  throw new TicketKeyError(`does not hold ${PRIVATE_KEY}`);
}

function seedIn(content: Buffer): Buffer | null {
  if (content.length === SEED_BYTES) return content;
  const text = content.toString('latin1').trim();
  if (/^[0-9A-Fa-f]{64}$/.test(text)) return Buffer.from(text, 'hex');
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : null;
}

/** Reads public keys in PEM, one after the other. Throws a `TicketKeyError`. */
export function parsePublicKeys(content: string): KeyObject[] {
  const blocks = content.match(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g) ?? [];
  const keys = blocks.map((block) => {
    try {
      const key = createPublicKey(block);
      if (key.asymmetricKeyType === 'ed25519' && block.includes('PUBLIC KEY')) return key;
    } catch {
      // Told below.
    }
    throw new TicketKeyError('holds something else than Ed25519 public keys in PEM');
  });
  if (keys.length === 0) throw new TicketKeyError('does not hold Ed25519 public keys in PEM');
  return keys;
}

/**
 * The key of the data folder, drawn at the first time and kept there for its owner's eyes only. Throws a `TicketKeyError`
 * where the file is something else.
 */
export function ownPrivateKey(data_folder: string): KeyObject {
  const file = join(data_folder, OWN_KEY_FILE);
  const kept = readIfThere(file) ?? drawKey(data_folder, file);
  try {
    return parsePrivateKey(kept);
  } catch (cause) {
    if (cause instanceof TicketKeyError) throw new TicketKeyError(`${file} ${cause.message}`, { cause });
    throw cause;
  }
}

/** The file gets its name when it is whole and on disk; of two processes that draw at once, one key counts. */
function drawKey(data_folder: string, file: string): Buffer {
  const { privateKey } = generateKeyPairSync('ed25519');
  const draft = join(data_folder, `${OWN_KEY_FILE}.${drawId()}`);
  const descriptor = openSync(draft, 'wx', 0o600);
  try {
    writeSync(descriptor, privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
    fsyncSync(descriptor);
    linkSync(draft, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    closeSync(descriptor);
    rmSync(draft, { force: true });
  }
  return readFileSync(file);
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
