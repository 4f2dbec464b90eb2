import type { FastifyReply } from 'fastify';

/** Aborted once nobody waits for the reply any more. */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}
