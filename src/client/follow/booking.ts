import type { BookingRef, CallOptions, Session } from '../client.ts';
import type { Booking } from '../contract.ts';
import type { Transport } from '../transport.ts';
import { newerThan, patienceOf } from './newer.ts';

export async function* followBooking(
  session: Pick<Session, 'booking'> & Pick<Transport, 'poll_s'>,
  ref: BookingRef,
  options: CallOptions,
): AsyncGenerator<Booking, void, undefined> {
  let booking = await session.booking(ref, { ...options, deadline_ms: patienceOf(options) });
  yield booking;
  while (!isFinal(booking)) {
    booking = await newerThan(
      booking,
      session.poll_s,
      (read_options) => session.booking(ref, read_options),
      options,
    );
    yield booking;
  }
}

/** What is over stays as it is, but for a payment of it that is still on its way or on its way back. */
function isFinal({ status, payment }: Booking): boolean {
  if (status === 'reserved' || status === 'booked') return false;
  return payment?.status !== 'in_flight' && payment?.status !== 'refunding';
}
