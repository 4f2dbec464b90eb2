import { ordinal, timeLeft } from '../../shared/format.ts';
import { useNow } from '../../shared/hooks/use-now.ts';
import { texts } from '../../shared/texts.ts';
import { type Mine, mine } from '../service/mine.ts';
import { useMine } from '../service/use-mine.ts';

interface Urgent {
  readonly show_id: string;
  readonly words: string;
}

/** What of this session cannot wait: the reservation that ends soonest, or else a place in a queue. */
export function useMostUrgent(): Urgent | null {
  const bookings = useMine();
  const isReserving = bookings.some((booking) => booking.status === 'reserved');
  return mostUrgent(mine, useNow(isReserving));
}

function mostUrgent({ bookings, waitings }: Mine, now: number): Urgent | null {
  const [reservation] = bookings()
    .filter((booking) => booking.status === 'reserved')
    .map((booking) => ({ ...booking, left_ms: Date.parse(booking.expires_at) - now }))
    .filter(({ left_ms }) => left_ms > 0)
    .sort((a, b) => a.left_ms - b.left_ms);
  if (reservation !== undefined) {
    const { show_id, seats, left_ms } = reservation;
    return { show_id, words: texts.header.reserved(seats.length, timeLeft(left_ms)) };
  }
  const waiting = waitings().find(({ status }) => status === 'waiting');
  if (waiting === undefined) return null;
  return { show_id: waiting.show_id, words: texts.header.waiting(ordinal(waiting.position ?? 1)) };
}
