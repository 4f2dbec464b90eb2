import { PlaceIndex } from '../../../../actors/collections/place-index.ts';
import type { JoinQueue } from '../../../../actors/show/commands.ts';
import type { WaitingStatus } from '../../../../actors/show/replies.ts';
import type { Outcome, StoredBooking, StoredWaiting } from '../store.ts';

/** Somebody who waits, as this process remembers; the table has the same. */
interface Place {
  readonly waiting_id: string;
  readonly session: string;
  readonly count: number;
  readonly expires_at: number;
  readonly joined_position: number;
}

/** A join that has not been answered yet. */
export interface PendingJoin {
  readonly request: JoinQueue;
  answer(outcome: Outcome): void;
  fail(error: unknown): void;
}

/**
 * The queue of one show in this process: who waits, for telling their positions without a walk of the table, and whose
 * turn is under way. A turn takes all who want to join by then, so they share one commit, and their order is exact.
 */
export interface ShowQueue {
  readonly size: number;
  placeOf(waiting_id: string, session: string): StoredWaiting | null;
  enter(place: Place): void;
  /** The wait as it ended; null where it was no longer known. */
  end(waiting_id: string, status: WaitingStatus, booking: StoredBooking | null): StoredWaiting | null;
  join(join: PendingJoin): void;
  /** Seats may have come free, or gone for good. Does nothing where nobody waits. */
  stir(): void;
}

/** `takeTurn` takes those who join into the queue and serves its heads; it answers each of the joins, whatever happens. */
export function createShowQueue(takeTurn: (joins: readonly PendingJoin[]) => Promise<void>): ShowQueue {
  const index = new PlaceIndex();
  const places = new Map<string, { readonly place: Place; readonly ticket: number }>();
  let joins: PendingJoin[] = [];
  let is_stirred = false;
  let is_turning = false;

  const view = (place: Place, ticket: number): StoredWaiting => ({
    ...place,
    status: 'waiting',
    position: index.position(ticket),
    booking: null,
  });

  async function turn(): Promise<void> {
    if (is_turning) return;
    is_turning = true;
    while (joins.length > 0 || is_stirred) {
      const together = joins;
      joins = [];
      is_stirred = false;
      await takeTurn(together);
    }
    is_turning = false;
  }

  return {
    get size() {
      return places.size;
    },
    placeOf(waiting_id, session) {
      const known = places.get(waiting_id);
      return known === undefined || known.place.session !== session ? null : view(known.place, known.ticket);
    },
    enter(place) {
      const ticket = index.join();
      places.set(place.waiting_id, { place, ticket });
    },
    end(waiting_id, status, booking) {
      const known = places.get(waiting_id);
      if (known === undefined) return null;
      places.delete(waiting_id);
      index.leave(known.ticket);
      return { ...known.place, status, position: null, booking };
    },
    join(join) {
      joins.push(join);
      void turn();
    },
    stir() {
      if (places.size === 0 && !is_turning) return;
      is_stirred = true;
      void turn();
    },
  };
}
