import type { FastifyReply } from 'fastify';

/** Why: made once, since an error for each reply that ends, with its stack, would cost more than to listen for it. */
const GONE = new Error('nobody waits for the reply any more');

/** Aborted once nobody waits for the reply any more. */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort(GONE));
  return gone.signal;
}
