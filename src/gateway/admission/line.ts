import { LinkedHashMap } from '../../../actors/collections/linked-hash-map.ts';
import { Fifo } from './fifo.ts';

/** What was known when somebody came. */
export interface Arrival {
  readonly at: number;
  /** How many had been served by then, of all classes. */
  readonly served_before: number;
}

/** Requests of one class that wait to be served, in the order in which they came. */
export interface Line<Entrant extends { readonly about: string }> {
  readonly length: number;
  /** When the one came that has been here longest; null where there is none. */
  readonly oldest: Arrival | null;
  add(entrant: Entrant, arrival: Arrival): void;
  /** The next to be served: the first of each show in turn, so that the crowd of one show holds up no other's. */
  take(): Entrant | undefined;
  /** The one that has been here longest, who leaves. */
  dropOldest(): Entrant | undefined;
}

interface Place<Entrant> {
  readonly entrant: Entrant;
  readonly arrival: Arrival;
  has_left: boolean;
}

export function createLine<Entrant extends { readonly about: string }>(): Line<Entrant> {
  /** Everybody in the order of coming, and by show; who has left by the one is skipped in the other. */
  const places = new Fifo<Place<Entrant>>();
  /** The show whose turn it is first. */
  const shows = new LinkedHashMap<string, Fifo<Place<Entrant>>>();
  let length = 0;

  function skipLeft(fifo: Fifo<Place<Entrant>>): void {
    while (fifo.head?.has_left === true) fifo.shift();
  }

  function leave(place: Place<Entrant>): Entrant {
    place.has_left = true;
    length -= 1;
    return place.entrant;
  }

  return {
    get length() {
      return length;
    },
    get oldest() {
      return places.head?.arrival ?? null;
    },
    add(entrant, arrival) {
      const place = { entrant, arrival, has_left: false };
      places.push(place);
      const known = shows.get(entrant.about);
      if (known === undefined) {
        const fifo = new Fifo<Place<Entrant>>();
        fifo.push(place);
        shows.append(entrant.about, fifo);
      } else known.push(place);
      length += 1;
    },
    take() {
      const show = shows.head;
      const place = show?.shift();
      if (show === undefined || place === undefined) return undefined;
      const { about } = place.entrant;
      shows.delete(about);
      if (show.length > 0) shows.append(about, show);
      const entrant = leave(place);
      skipLeft(places);
      return entrant;
    },
    dropOldest() {
      const place = places.shift();
      if (place === undefined) return undefined;
      const entrant = leave(place);
      skipLeft(places);
      // The oldest of all is the oldest of its show.
      const show = shows.get(entrant.about);
      show?.shift();
      if (show?.length === 0) shows.delete(entrant.about);
      return entrant;
    },
  };
}
