import { pause } from '../abort.ts';
import type { CallOptions, ReadOptions } from '../client.ts';
import type { Booking } from '../contract.ts';
import { TimeoutError } from '../errors.ts';
import { createPauses } from './pauses.ts';

const DEADLINE_MS = 120_000;

interface PaymentCalls {
  readonly poll_s: number;
  /** Begins the payment; repeated under the same key, it tells how the payment stands. */
  ask(options: CallOptions): Promise<Booking>;
  read(options: ReadOptions): Promise<Booking>;
}

/** A payment is in flight for as long as its answer says `reserved`; how it ended is for the box office to say. */
export async function followPayment(
  { signal, timeout_ms, deadline_ms = DEADLINE_MS }: CallOptions,
  { poll_s, ask, read }: PaymentCalls,
): Promise<Booking> {
  const ends_at = performance.now() + deadline_ms;
  const left = () => ({
    ...(signal === undefined ? {} : { signal }),
    ...(timeout_ms === undefined ? {} : { timeout_ms }),
    deadline_ms: ends_at - performance.now(),
  });

  const pauses = createPauses();
  let booking = await ask(left());
  while (booking.status === 'reserved') {
    const { deadline_ms: left_ms } = left();
    if (left_ms <= 0) throw new TimeoutError('the payment is still in flight; follow the booking');
    const wait_s = Math.min(poll_s, Math.ceil(left_ms / 1_000));
    const asked_at = performance.now();
    const newest = await read({ ...left(), wait_s, after: booking.version });
    const took_ms = performance.now() - asked_at;
    const is_in_flight = newest.status === 'reserved' && newest.payment?.status === 'in_flight';
    if (!is_in_flight) booking = await ask(left());
    else {
      const is_news = newest.version > booking.version;
      booking = newest;
      if (!is_news)
        await pause(Math.max(0, Math.min(pauses.afterNoNews(took_ms), left().deadline_ms)), signal);
    }
  }
  return booking;
}
