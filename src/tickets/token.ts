import { sign, verify } from 'node:crypto';
import { fromBase32, toBase32 } from './base32.ts';
import { KEY_ID_BYTES, type TicketKeys } from './keys.ts';
import { type Ticket, ticketFromBytes, ticketToBytes } from './ticket.ts';

/**
 * A ticket as its holder shows it: about 165 characters. It proves that we issued it, and no more: whether it is still good
 * says its show. Bytes: version (1), key id (4), the ticket, and the Ed25519 signature over all of that (64).
 */
const VERSION = 1;
const HEAD_BYTES = 1 + KEY_ID_BYTES;
const SIGNATURE_BYTES = 64;
/** Two ids and a seat of at least one byte; the longest seat has 32 characters of 4 bytes. */
const TICKET_BYTES_LEAST = 33;
const TICKET_BYTES_MOST = 32 + 128;

const OVERHEAD_BYTES = HEAD_BYTES + SIGNATURE_BYTES;
/** The characters of the shortest and the longest token. */
const TOKEN_CHARACTERS = {
  least: Math.ceil(((OVERHEAD_BYTES + TICKET_BYTES_LEAST) * 8) / 5),
  most: Math.ceil(((OVERHEAD_BYTES + TICKET_BYTES_MOST) * 8) / 5),
};

export function issueToken({ signing }: TicketKeys, ticket: Ticket): string {
  const content = Buffer.concat([Buffer.from([VERSION]), signing.key_id, ticketToBytes(ticket)]);
  return toBase32(Buffer.concat([content, sign(null, content, signing.private_key)]));
}

/** The ticket, where the token is one of ours, to the last bit; else null. */
export function readToken({ checking }: TicketKeys, token: string): Ticket | null {
  const { least, most } = TOKEN_CHARACTERS;
  if (token.length < least || token.length > most) return null;
  const bytes = fromBase32(token);
  if (bytes === null || bytes[0] !== VERSION) return null;
  const key = checking.get(bytes.subarray(1, HEAD_BYTES).toString('hex'));
  const content = bytes.subarray(0, -SIGNATURE_BYTES);
  if (key === undefined || !verify(null, content, key, bytes.subarray(-SIGNATURE_BYTES))) return null;
  return ticketFromBytes(content.subarray(HEAD_BYTES));
}
