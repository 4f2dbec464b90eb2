import { randomBytes } from 'node:crypto';
import type { EndBooking, Reserve } from '../../actors/show/commands.ts';
import { drawId } from '../../src/ids.ts';
import { seatOf } from './workload.ts';

/** A client with a session of its own, as a gateway would speak for it: every id is drawn for its request. */
export interface Client {
  reserve(): Reserve;
  release(booking_id: string): EndBooking;
}

export function makeClients(count: number): Client[] {
  return Array.from({ length: count }, (_, index) => {
    const session = randomBytes(16).toString('base64url');
    const wanted = { seats: [seatOf(index)] };
    return {
      reserve: () => ({ type: 'reserve', session, wanted, movie_id: null, booking_id: drawId(), key: null }),
      release: (booking_id) => ({ type: 'end_booking', session, booking_id, only: null, key: null }),
    };
  });
}
