import { ALL_PARTITIONS } from '../../partitions.ts';
import type { Broker } from '../broker.ts';
import { NEWEST_OF_ALL, ROLL_CALL } from '../subjects.ts';
import { textOf } from '../text-of.ts';
import type { NewestMessage } from './messages.ts';

/** Which engine owns which partition, from what the engines themselves keep saying. */
export interface Owners {
  /** The engine that owned the partition last, or null where none was ever heard of. */
  ownerOf(partition: number): string | null;
  /** Whether an owner of the partition was heard of lately. */
  isHeard(partition: number): boolean;
  /** Whether an owner of every partition was heard of lately. */
  isEverythingHeard(): boolean;
  /** Engines that were heard of lately, with how many partitions each. */
  engines(): ReadonlyMap<string, number>;
  /** Whether some engine's log takes appends. */
  canSell(): boolean;
  /** Returns how to stop listening. */
  listen(listener: OwnersListener): () => void;
  close(): void;
}

export interface OwnersListener {
  /** The owner of the partition said which of its shows changed since the message before. */
  newest(partition: number, message: NewestMessage): void;
  /** Something of the partition may have been missed: its owner is new, or a message was lost. */
  missed(partition: number, engine_id: string): void;
}

/** Engines speak every half second; one that was silent for this long is away, or far too busy. Who asks hears so within two. */
const SILENT_AFTER_MS = 1_800;

interface Owner {
  readonly engine_id: string;
  /** Of the newest message; null where the next one follows on nothing. */
  number: number | null;
  log_available: boolean;
  /** By `performance.now()`. */
  heard_at: number;
}

const PREFIX_LENGTH = NEWEST_OF_ALL.length - 1;

export function watchOwners(broker: Broker): Owners {
  const owners = new Map<number, Owner>();
  const listeners = new Set<OwnersListener>();

  function take(partition: number, message: NewestMessage): void {
    const known = owners.get(partition);
    // While two speak, the one that has come later counts: the other was away, and is about to notice.
    if (known !== undefined && known.engine_id > message.engine_id && isRecent(known)) return;
    const { engine_id, number, log_available } = message;
    const follows = known?.engine_id === engine_id && known.number === number - 1;
    owners.set(partition, { engine_id, number, log_available, heard_at: performance.now() });
    for (const listener of listeners) {
      if (!follows) listener.missed(partition, engine_id);
      listener.newest(partition, message);
    }
  }

  const callTheRoll = (): void => void broker.publish(ROLL_CALL, new Uint8Array());
  const unsubscribe = broker.subscribe(NEWEST_OF_ALL, ({ subject, payload }) => {
    take(Number(subject.slice(PREFIX_LENGTH)), JSON.parse(textOf(payload)));
  });
  const unlisten = broker.onConnection((is_connected) => {
    for (const owner of owners.values()) owner.number = null;
    if (is_connected) callTheRoll();
  });
  if (broker.isConnected()) callTheRoll();

  const heard = (): Owner[] => [...owners.values()].filter(isRecent);
  const isHeard = (partition: number): boolean => {
    const owner = owners.get(partition);
    return owner !== undefined && isRecent(owner);
  };
  return {
    ownerOf: (partition) => owners.get(partition)?.engine_id ?? null,
    isHeard,
    isEverythingHeard: () => ALL_PARTITIONS.every(isHeard),
    engines() {
      const engines = new Map<string, number>();
      for (const { engine_id } of heard()) engines.set(engine_id, (engines.get(engine_id) ?? 0) + 1);
      return engines;
    },
    canSell: () => heard().some(({ log_available }) => log_available),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      unlisten();
      unsubscribe();
    },
  };
}

function isRecent({ heard_at }: Owner): boolean {
  return performance.now() - heard_at < SILENT_AFTER_MS;
}
