import type { Answer } from '../../protocol/answers.ts';
import { isInFlight, paymentAnswer } from '../../protocol/payment-answer.ts';
import type { ShowRequest } from '../../protocol/requests.ts';
import type { Services } from '../services.ts';
import type { Caller } from './patience.ts';

/** What can be waited for is asked in the same way, whichever way it came in. */

interface LongPoll {
  readonly show_id: string;
  readonly session_id: string;
  /** 0 or nothing: the answer comes at once. */
  readonly wait_s?: number | undefined;
  /** The newest version that the caller knows, if any. */
  readonly after?: number | undefined;
}

/** How a booking stands; with `wait_s` and `after`, as soon as it changes. */
export function askBooking(
  { routing, pollBooking }: Pick<Services, 'routing' | 'pollBooking'>,
  { show_id, session_id, booking_id, wait_s = 0, after = -1 }: LongPoll & { readonly booking_id: string },
  caller: Caller,
): Promise<Answer> {
  if (wait_s === 0) {
    const body = { session_id, booking_id };
    return routing.ask({ verb: 'booking', show_id, body, idempotency_key: null });
  }
  return pollBooking({
    show_id,
    booking_id,
    session_id,
    wait_ms: wait_s * 1_000,
    caller,
    isNews: ({ version }) => version > after,
  });
}

/** One's place in the queue; with `wait_s` and `after`, as soon as it changes. */
export function askWaiting(
  { routing, pollWaiting }: Pick<Services, 'routing' | 'pollWaiting'>,
  { show_id, session_id, waiting_id, wait_s = 0, after }: LongPoll & { readonly waiting_id: string },
  caller: Caller,
): Promise<Answer> {
  if (wait_s === 0 || after === undefined) {
    const body = { session_id, waiting_id };
    return routing.ask({ verb: 'waiting', show_id, body, idempotency_key: null });
  }
  return pollWaiting({
    show_id,
    waiting_id,
    session_id,
    after,
    wait_ms: wait_s * 1_000,
    caller,
  });
}

/** Starts a payment, and waits for its outcome for a while. */
export async function askPayment(
  { routing, pollBooking, payment_wait_ms }: Pick<Services, 'routing' | 'pollBooking' | 'payment_wait_ms'>,
  request: Extract<ShowRequest, { verb: 'pay' }>,
  caller: Caller,
): Promise<Answer> {
  const payment: { id: string | null } = { id: null };
  const answer = await pollBooking({
    show_id: request.show_id,
    booking_id: request.body.booking_id,
    session_id: request.body.session_id,
    wait_ms: payment_wait_ms,
    caller,
    async ask() {
      const started = await routing.ask(request);
      if (started.type === 'booking') payment.id = started.body.booking.payment?.payment_id ?? null;
      return started;
    },
    isNews: (booking) => payment.id === null || !isInFlight(payment.id, booking),
  });
  if (answer.type !== 'booking' || payment.id === null) return answer;
  return paymentAnswer(payment.id, answer.body.booking);
}
