import { LinkedHashMap } from '../collections/linked-hash-map.ts';
import { PlaceIndex } from '../collections/place-index.ts';
import { SEATS_PER_REQUEST } from '../limits.ts';

/** Somebody in a show's queue. */
export interface WaitingUser {
  readonly waiting_id: string;
  /** The id of the booking that this user is served with. */
  readonly booking_id: string;
  /** Fingerprint of the session's secret. */
  readonly session: string;
  readonly count: number;
  readonly joined_at: number;
  readonly expires_at: number;
  /** The position that was told at joining: versions of the place count how far it has come since. */
  readonly joined_position: number;
}

interface Place {
  readonly user: WaitingUser;
  readonly ticket: number;
}

/** First come, first served: the queue of a show, its index by session, and its index by wanted count (rule 8). */
export class WaitingQueue {
  readonly #places = new LinkedHashMap<string, Place>();
  readonly #tickets = new PlaceIndex();
  readonly #by_session = new Map<string, Place>();
  /** Those who want so many seats; a count that nobody ever wanted is not in it. */
  readonly #by_count = new Map<number, Set<Place>>();

  get size(): number {
    return this.#places.size;
  }

  get head(): WaitingUser | undefined {
    return this.#places.head?.user;
  }

  get tail(): WaitingUser | undefined {
    return this.#places.tail?.user;
  }

  get(waiting_id: string): WaitingUser | undefined {
    return this.#places.get(waiting_id)?.user;
  }

  ofSession(session: string): WaitingUser | undefined {
    return this.#by_session.get(session)?.user;
  }

  /** 1 for the head. Throws a RangeError where nobody of this id waits. */
  position(waiting_id: string): number {
    const place = this.#places.get(waiting_id);
    if (place === undefined) throw new RangeError(`nobody waits with the id ${waiting_id}`);
    return this.#tickets.position(place.ticket);
  }

  /** Throws a RangeError where the id or the session waits already, or the count is none that can be waited for. */
  join(user: WaitingUser): void {
    if (user.count < 1 || user.count > SEATS_PER_REQUEST) {
      throw new RangeError(`nobody can wait for ${user.count} seats`);
    }
    if (this.#by_session.has(user.session)) throw new RangeError('the session waits already');
    const place: Place = { user, ticket: this.#tickets.join() };
    this.#places.append(user.waiting_id, place);
    this.#by_session.set(user.session, place);
    const alike = this.#by_count.get(user.count);
    if (alike === undefined) this.#by_count.set(user.count, new Set([place]));
    else alike.add(place);
  }

  /** Gives the user who left. Throws a RangeError where nobody of this id waits. */
  leave(waiting_id: string): WaitingUser {
    const place = this.#places.delete(waiting_id);
    if (place === undefined) throw new RangeError(`nobody waits with the id ${waiting_id}`);
    this.#tickets.leave(place.ticket);
    this.#by_session.delete(place.user.session);
    this.#by_count.get(place.user.count)?.delete(place);
    return place.user;
  }

  /** Whether somebody wants this many seats or more. */
  anyoneWants(count: number): boolean {
    for (const [wanted, alike] of this.#by_count) if (wanted >= count && alike.size > 0) return true;
    return false;
  }

  /** Removes everybody who wants this many seats or more; costs what it removes. */
  removeWanting(count: number): WaitingUser[] {
    const removed: WaitingUser[] = [];
    for (let wanted = count; wanted <= SEATS_PER_REQUEST; wanted += 1) {
      for (const place of this.#by_count.get(wanted) ?? []) removed.push(this.leave(place.user.waiting_id));
    }
    return removed;
  }

  /** From the head to the tail. */
  *users(): IterableIterator<WaitingUser> {
    for (const place of this.#places.values()) yield place.user;
  }
}
