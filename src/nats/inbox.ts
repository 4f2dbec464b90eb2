import { randomBytes } from 'node:crypto';

const INBOX_BYTES = 12;

/** The subject that answers come to, below which each may have one of its own: nobody else's. */
export function drawInbox(): string {
  return `_INBOX.${randomBytes(INBOX_BYTES).toString('hex')}`;
}
