import type { StoredRefusal } from '../refusals.ts';
import type { Change, StoredBooking, StoredWaiting } from '../store.ts';

/** What the functions answer, as JSON. Lua leaves out what is nil, and all lists that are empty. */
export type FunctionAnswer =
  | Refusal
  | { readonly booking: RedisBooking; readonly ended?: readonly RedisWaiting[] }
  | { readonly waiting: RedisWaiting; readonly ended?: readonly RedisWaiting[] };

interface Refusal extends StoredRefusal {
  /** `repeated`: the booking or the place that the key is about. */
  readonly about_id?: string;
  /** How many are in the queue. */
  readonly waiting?: number;
}

interface RedisBooking extends Omit<StoredBooking, 'seats' | 'payment_id'> {
  /** Numbers with commas between. */
  readonly seats: string;
  readonly payment_id?: string;
}

interface RedisWaiting extends Omit<StoredWaiting, 'position' | 'booking'> {
  readonly position?: number;
  readonly booking?: RedisBooking;
}

/** What a sweep did to one show. */
export interface SweptShow {
  readonly show_id: string;
  readonly expired?: readonly RedisBooking[];
  readonly ended?: readonly RedisWaiting[];
}

export function bookingOf({ seats, payment_id, ...booking }: RedisBooking): StoredBooking {
  return { ...booking, seats: seats.split(',').map(Number), payment_id: payment_id ?? null };
}

export function waitingOf(waiting: RedisWaiting): StoredWaiting {
  const { waiting_id, status, joined_position, count, expires_at, position = null, booking } = waiting;
  const served = booking === undefined ? null : bookingOf(booking);
  return { waiting_id, status, joined_position, position, count, expires_at, booking: served };
}

/** What is to be told of a show, of which these bookings changed and these waits ended. */
export function changeOf(
  show_id: string,
  changed: readonly RedisBooking[],
  ended: readonly RedisWaiting[] = [],
): Change {
  const ended_waitings = ended.map(waitingOf);
  const served = ended_waitings.flatMap(({ booking }) => (booking === null ? [] : [booking]));
  const queue_moved = ended.length > 0;
  return { show_id, bookings: [...changed.map(bookingOf), ...served], ended_waitings, queue_moved };
}
