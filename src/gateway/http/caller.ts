import type { FastifyReply } from 'fastify';
import type { Caller } from '../live/patience.ts';

/** Who waits for the reply. */
export function callerOf({ raw }: FastifyReply): Caller {
  return {
    isGone: () => raw.destroyed,
    onGone(listener) {
      raw.once('close', listener);
      return () => void raw.off('close', listener);
    },
  };
}
