import type { Answer, Booking } from '../../protocol/answers.ts';
import { keyedListeners } from '../../routing/keyed-listeners.ts';
import type { Routing } from '../../routing/routing.ts';
import { followShows } from './followed-shows.ts';
import type { Patience } from './patience.ts';

export interface BookingPoll {
  readonly show_id: string;
  readonly booking_id: string;
  readonly wait_ms: number;
  /** Aborted when the caller is gone. */
  readonly signal: AbortSignal;
  /** How the booking is asked for first. */
  ask(): Promise<Answer>;
  /** Whether the caller wants to hear of this state of it. */
  isNews(booking: Booking): boolean;
}

/**
 * Waits for news of single bookings: resolves with the first answer where that is news or no booking, else with the
 * next state that is news, and after `wait_ms` with the newest state there is. Costs nothing while nothing happens,
 * and news of a show cost what they name, however many wait there.
 */
export function createBookingPolls(
  routing: Routing,
  patience: Patience,
): (poll: BookingPoll) => Promise<Answer> {
  const listeners = keyedListeners<Booking>();
  const follow = followShows(routing, ({ bookings }) => {
    for (const booking of bookings) listeners.tell(booking.booking_id, booking);
  });

  return async ({ show_id, booking_id, wait_ms, signal, ask, isNews }) => {
    let newest: Booking | null = null;
    let wake = (): void => {};
    // To listen first and ask then: nothing can happen unheard between the two.
    const unfollow = follow(show_id);
    const unlisten = listeners.add(booking_id, (booking) => {
      newest = booking;
      if (isNews(booking)) wake();
    });
    const heardSince = (booking: Booking): Booking =>
      newest !== null && newest.version > booking.version ? newest : booking;

    try {
      const answer = await ask();
      if (answer.type !== 'booking') return answer;
      if (!isNews(heardSince(answer.body.booking))) {
        await patience.wait(wait_ms, signal, (waker) => {
          wake = waker;
        });
      }
      return { ...answer, body: { booking: heardSince(answer.body.booking) } };
    } finally {
      unlisten();
      unfollow();
    }
  };
}
