import { partitionOf } from '../../../persistence/partition.ts';
import type { ShowListener } from '../../routing/routing.ts';
import type { Broker } from '../broker.ts';
import { eventSubject } from '../subjects.ts';
import { textOf } from '../text-of.ts';
import type { EventMessage } from './messages.ts';
import type { Owners } from './owners.ts';

/** The events of the shows that somebody follows. */
export interface FollowedEvents {
  /** Returns how to stop listening. */
  subscribe(show_id: string, listener: ShowListener): () => void;
  close(): void;
}

/** A show that nobody follows any more is listened to for a while: as a rule somebody soon does again. */
const LINGER_MS = 10_000;

interface Followed {
  readonly show_id: string;
  readonly partition: number;
  readonly listeners: Set<ShowListener>;
  /** The newest version that was heard of; null where none was yet. */
  version: number | null;
  readonly unsubscribe: () => void;
  leaving: NodeJS.Timeout | null;
}

/** Passes events on, and notices where one is missing: between two others, or as the newest by its owner's word. */
export function followEvents(broker: Broker, owners: Owners): FollowedEvents {
  const shows = new Map<string, Followed>();

  function take(show: Followed, event: EventMessage): void {
    if (show.version !== null && isOlder(event, show.version)) return;
    // The first one after subscribing follows on nothing that is known: one before it may have got lost.
    if (event.previous_version !== show.version) missed(show);
    show.version = event.version;
    for (const listener of show.listeners) listener.news(event);
  }

  function missed(show: Followed): void {
    for (const listener of show.listeners) listener.missed(show.show_id);
  }

  function follow(show_id: string): Followed {
    const unsubscribe = broker.subscribe(eventSubject(show_id), ({ payload }) =>
      take(show, JSON.parse(textOf(payload))),
    );
    const show: Followed = {
      show_id,
      partition: partitionOf(show_id),
      listeners: new Set(),
      version: null,
      unsubscribe,
      leaving: null,
    };
    shows.set(show_id, show);
    return show;
  }

  function leave(show: Followed): void {
    show.unsubscribe();
    shows.delete(show.show_id);
  }

  const unlisten = owners.listen({
    newest(_partition, message) {
      for (const [show_id, version] of message.shows) {
        const show = shows.get(show_id);
        if (show === undefined || (show.version !== null && show.version >= version)) continue;
        show.version = version;
        missed(show);
      }
    },
    missed(partition) {
      for (const show of shows.values()) {
        if (show.partition !== partition) continue;
        show.version = null;
        missed(show);
      }
    },
  });

  return {
    subscribe(show_id, listener) {
      const show = shows.get(show_id) ?? follow(show_id);
      if (show.leaving !== null) clearTimeout(show.leaving);
      show.leaving = null;
      show.listeners.add(listener);
      return () => {
        show.listeners.delete(listener);
        if (show.listeners.size === 0 && show.leaving === null)
          show.leaving = setTimeout(leave, LINGER_MS, show);
      };
    },
    close() {
      unlisten();
      for (const show of shows.values()) {
        if (show.leaving !== null) clearTimeout(show.leaving);
        show.unsubscribe();
      }
      shows.clear();
    },
  };
}

/** Whether it is known already. A long step comes in parts: all but the first begin and end with the step's version. */
function isOlder({ previous_version, version }: EventMessage, known_version: number): boolean {
  const is_part = previous_version === version;
  return is_part ? version < known_version : version <= known_version;
}
