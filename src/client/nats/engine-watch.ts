import { partitionOf } from '../../../persistence/partition.ts';
import type { Broker } from '../../nats/broker.ts';
import type { NewestMessage } from '../../nats/news/messages.ts';
import { newestSubject } from '../../nats/subjects.ts';

/** Notices that engines are gone, with whatever they held open, by the word that each gives twice a second. */
export interface EngineWatch {
  /**
   * Calls back once the engine that sells the show now is gone; never where the server does not let us hear engines.
   * Returns how to stop that.
   */
  onGone(show_id: string, callback: () => void): () => void;
}

/** An engine that says nothing for so long is gone, or as good as that. */
const SILENCE_MS = 3_000;

interface Watched {
  readonly callbacks: Set<() => void>;
  readonly unsubscribe: () => void;
  /** The engine that was heard last; null before the first. */
  engine_id: string | null;
  silence: ReturnType<typeof setTimeout> | undefined;
}

export function createEngineWatch(broker: Broker): EngineWatch {
  const decoder = new TextDecoder();
  const partitions = new Map<number, Watched>();

  function watch(partition: number): Watched {
    const unsubscribe = broker.subscribe(newestSubject(partition), ({ payload }) => {
      const { engine_id }: NewestMessage = JSON.parse(decoder.decode(payload));
      if (watched.engine_id !== null && watched.engine_id !== engine_id) tellGone(watched);
      watched.engine_id = engine_id;
      clearTimeout(watched.silence);
      watched.silence = setTimeout(tellGone, SILENCE_MS, watched);
    });
    const watched: Watched = { callbacks: new Set(), unsubscribe, engine_id: null, silence: undefined };
    partitions.set(partition, watched);
    return watched;
  }

  function tellGone(watched: Watched): void {
    const callbacks = [...watched.callbacks];
    watched.callbacks.clear();
    for (const callback of callbacks) callback();
  }

  return {
    onGone(show_id, callback) {
      const partition = partitionOf(show_id);
      const watched = partitions.get(partition) ?? watch(partition);
      // Its own object, so that the same function can wait twice.
      const call = (): void => callback();
      watched.callbacks.add(call);
      return () => {
        watched.callbacks.delete(call);
        if (watched.callbacks.size > 0 || partitions.get(partition) !== watched) return;
        partitions.delete(partition);
        clearTimeout(watched.silence);
        watched.unsubscribe();
      };
    },
  };
}
