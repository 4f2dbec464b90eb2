import type { UserEnd } from '../record.ts';

/**
 * What one user asked and was told, from first to last: all that the verdicts go by. Times are Unix milliseconds of the
 * client's clock, which is the server's too; those that the server told are marked so.
 */
export interface Told {
  /** Its place in the task's list of shows. */
  readonly show: number;
  readonly count: number;
  wait: WaitTold | null;
  booking: BookingTold | null;
  end: UserEnd | null;
  /** What nobody can do anything with, in words. */
  unexpected: string | null;
}

export interface WaitTold {
  /** When the request to join was sent first, and when its answer had arrived. */
  readonly joined_after: number;
  readonly joined_before: number;
  readonly place: number;
  /** They certainly waited then still: the last request whose answer was that they do was sent then. */
  waited_until: number;
  ended: { readonly at: number; readonly status: string } | null;
}

export interface BookingTold {
  readonly booking_id: string;
  /** When the request that brought it was sent first: to reserve, or to join the queue. */
  readonly asked_at: number;
  /** The seats that were named; null where any would do. */
  readonly named: readonly string[] | null;
  readonly seats: readonly string[];
  readonly told_at: number;
  /** As told by the server: the end of its time minus the time that there is. */
  readonly reserved_at: number;
  /** They certainly held the seats until then; for ever where they were told that they are booked. */
  held_until: number;
  is_booked: boolean;
}
