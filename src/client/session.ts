import type { ShowRequest } from '../protocol/requests.ts';
import type { Calls } from './calls.ts';
import type { CallOptions, ChangeOptions, ReadOptions, Session } from './client.ts';
import type { Booking, Waiting } from './contract.ts';
import { followBooking } from './follow/booking.ts';
import { followPayment } from './follow/payment.ts';
import { waitForSeats } from './follow/waiting.ts';
import { checkHeader, checkSession, drawSecret } from './secrets.ts';
import type { Poll, Transport } from './transport.ts';

/** How long the box office may hold back the answer to a payment, for the outcome to come. */
const PAYMENT_HELD_MS = 10_000;

export function createSession(
  { ask, bookings, poll_s }: Pick<Transport, 'ask' | 'bookings' | 'poll_s'>,
  { call }: Pick<Calls, 'call'>,
  session_id: string,
): Session {
  checkSession(session_id);

  async function askBooking(request: ShowRequest, options: CallOptions, poll: Poll = {}, held_ms = 0) {
    const tryOnce = ask<{ booking: Booking }>;
    const { booking } = await call((attempt) => tryOnce(request, poll, attempt), options, held_ms);
    return booking;
  }

  async function askWaiting(request: ShowRequest, options: CallOptions, poll: Poll = {}, held_ms = 0) {
    const tryOnce = ask<{ waiting: Waiting }>;
    const { waiting } = await call((attempt) => tryOnce(request, poll, attempt), options, held_ms);
    return waiting;
  }

  const session: Session = {
    session_id,
    async reserve(show_id, wanted, options = {}) {
      const body =
        'seats' in wanted ? { ...wanted, session_id, seats: [...wanted.seats] } : { ...wanted, session_id };
      return askBooking({ verb: 'reserve', show_id, body, idempotency_key: keyOf(options) }, options);
    },
    async booking({ show_id, booking_id }, options = {}) {
      const body = { session_id, booking_id };
      const request = { verb: 'booking', show_id, body, idempotency_key: null } as const;
      return askBooking(request, options, pollOf(options), heldFor(options));
    },
    bookings: (options = {}) => call((attempt) => bookings(session_id, attempt), options),
    async change({ show_id, booking_id }, seats, options = {}) {
      const body = { session_id, booking_id, seats: [...seats] };
      return askBooking({ verb: 'change', show_id, body, idempotency_key: keyOf(options) }, options);
    },
    async pay({ show_id, booking_id }, payment_token, options = {}) {
      const body = { session_id, booking_id, payment_token };
      const request = { verb: 'pay', show_id, body, idempotency_key: keyOf(options) } as const;
      return followPayment(options, {
        poll_s,
        ask: (ask_options) => askBooking(request, ask_options, {}, PAYMENT_HELD_MS),
        read: (read_options) => session.booking({ show_id, booking_id }, read_options),
      });
    },
    async release({ show_id, booking_id }, options = {}) {
      const body = { session_id, booking_id };
      return askBooking({ verb: 'release', show_id, body, idempotency_key: keyOf(options) }, options);
    },
    async cancel({ show_id, booking_id }, options = {}) {
      const body = { session_id, booking_id };
      return askBooking({ verb: 'cancel', show_id, body, idempotency_key: keyOf(options) }, options);
    },
    async wait(show_id, { count }, options = {}) {
      const body = { session_id, count };
      return askWaiting({ verb: 'wait', show_id, body, idempotency_key: keyOf(options) }, options);
    },
    async waiting({ show_id, waiting_id }, options = {}) {
      const body = { session_id, waiting_id };
      const request = { verb: 'waiting', show_id, body, idempotency_key: null } as const;
      return askWaiting(request, options, pollOf(options), heldFor(options));
    },
    async leave({ show_id, waiting_id }, options = {}) {
      const body = { session_id, waiting_id };
      return askWaiting({ verb: 'leave', show_id, body, idempotency_key: keyOf(options) }, options);
    },
    waitForSeats: (show_id, wanted, options = {}) =>
      waitForSeats({ ...session, poll_s }, show_id, wanted, options),
    followBooking: (booking, options = {}) => followBooking({ ...session, poll_s }, booking, options),
  };
  return session;
}

/** The same for every try of one call. */
function keyOf({ idempotency_key }: ChangeOptions): string {
  if (idempotency_key === undefined) return drawSecret();
  checkHeader('idempotency_key', idempotency_key);
  return idempotency_key;
}

function pollOf({ wait_s, after }: ReadOptions): Poll {
  return { ...(wait_s === undefined ? {} : { wait_s }), ...(after === undefined ? {} : { after }) };
}

function heldFor({ wait_s = 0 }: ReadOptions): number {
  return wait_s * 1_000;
}
