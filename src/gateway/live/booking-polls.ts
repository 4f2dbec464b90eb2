import type { Answer, Booking } from '../../protocol/answers.ts';
import { keyedListeners } from '../../routing/keyed-listeners.ts';
import type { Routing } from '../../routing/routing.ts';
import { followShows } from './followed-shows.ts';
import type { PacedQueue } from './paced-queue.ts';
import type { Caller, Patience } from './patience.ts';

export interface BookingPoll {
  readonly show_id: string;
  readonly booking_id: string;
  readonly session_id: string;
  readonly wait_ms: number;
  readonly caller: Caller;
  /** How the booking is asked for first, where that does more than to read it. */
  ask?(): Promise<Answer>;
  /** Whether the caller wants to hear of this state of it. */
  isNews(booking: Booking): boolean;
}

interface Surroundings {
  readonly routing: Routing;
  readonly patience: Patience;
  /** Paces what is read again after news were missed. */
  readonly reads: PacedQueue;
}

/**
 * Waits for news of single bookings: resolves with the first answer where that is news or no booking, else with the
 * next state that is news, and after `wait_ms` with the newest state there is. Costs nothing while nothing happens,
 * and news of a show cost what they name, however many wait there.
 */
export function createBookingPolls({ routing, patience, reads }: Surroundings) {
  const listeners = keyedListeners<(booking: Booking) => void>();
  const readers = keyedListeners<() => void>();
  const follow = followShows(routing, {
    news({ bookings }) {
      for (const booking of bookings) for (const hear of listeners.of(booking.booking_id)) hear(booking);
    },
    missed(show_id) {
      for (const readAgain of readers.of(show_id)) reads.add(readAgain);
    },
  });

  return async (poll: BookingPoll): Promise<Answer> => {
    const { show_id, booking_id, session_id, wait_ms, caller, isNews } = poll;
    const read = (): Promise<Answer> =>
      routing.ask({ verb: 'booking', show_id, body: { session_id, booking_id }, idempotency_key: null });
    let newest: Booking | null = null;
    let wake = (): void => {};
    function hear(booking: Booking): void {
      if (newest !== null && newest.version >= booking.version) return;
      newest = booking;
      if (isNews(booking)) wake();
    }
    function readAgain(): void {
      read().then(
        (answer) => (answer.type === 'booking' ? hear(answer.body.booking) : undefined),
        // Whoever polls asks again by itself when its time is over.
        () => undefined,
      );
    }
    const heardSince = (booking: Booking): Booking =>
      newest !== null && newest.version > booking.version ? newest : booking;

    // To listen first and ask then: nothing can happen unheard between the two.
    const unfollow = follow(show_id);
    const unlisten = listeners.add(booking_id, hear);
    const unread = readers.add(show_id, readAgain);
    try {
      const answer = await (poll.ask ?? read)();
      if (answer.type !== 'booking') return answer;
      if (!isNews(heardSince(answer.body.booking))) {
        const begin = (waker: () => void): void => {
          wake = waker;
        };
        await patience.wait(wait_ms, caller, begin, poll.ask === undefined ? 'news' : 'payment');
      }
      return { ...answer, body: { booking: heardSince(answer.body.booking) } };
    } finally {
      unread();
      reads.drop(readAgain);
      unlisten();
      unfollow();
    }
  };
}
