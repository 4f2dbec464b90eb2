import type { Calls } from './calls.ts';
import type { CallOptions, Client, Session } from './client.ts';
import type { SeatMap } from './contract.ts';
import { followSeats } from './follow/seats.ts';
import { drawSecret } from './secrets.ts';
import { createSession } from './session.ts';
import type { Transport } from './transport.ts';

/** What is the same whichever way the requests go. */
export function createClient(transport: Transport, calls: Calls): Client {
  async function seats(show_id: string, options: CallOptions = {}): Promise<SeatMap> {
    const request = { verb: 'seats', show_id, body: {}, idempotency_key: null } as const;
    return calls.call((attempt) => transport.ask<SeatMap>(request, {}, attempt), options);
  }
  return {
    session: (session_id = drawSecret()): Session => createSession(transport, calls, session_id),
    seats,
    followSeats: (show_id, options = {}) =>
      followSeats(transport, calls.closing, (read_options) => seats(show_id, read_options), show_id, options),
    async close() {
      calls.close();
      await transport.close();
    },
  };
}
