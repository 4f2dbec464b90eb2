import type { Requester } from '../requester.ts';
import type { Owners } from './owners.ts';
import { readAvailability } from './read-availability.ts';

/** How many seats are available in every show of every engine, as the engines said last. */
export interface Availabilities {
  /** By index of seat type; null where nothing of the show was ever sold. */
  of(show_id: string): readonly number[] | null;
  close(): void;
}

const TRY_AGAIN_MS = 1_000;

/** Reads the counts of an engine once it is new or something of it was missed, and keeps them current from then on. */
export function keepAvailabilities(owners: Owners, requester: Requester): Availabilities {
  const counts = new Map<string, readonly number[]>();
  /** Engines whose counts are to be read, once what is under way has ended or they are heard of again. */
  const wanted = new Set<string>();
  /** Engines whose counts are being read, with the shows that they told of since. */
  const reading = new Map<string, Set<string>>();
  const retries = new Set<NodeJS.Timeout>();

  /** One reading at a time for an engine: what is missed meanwhile makes another one necessary. */
  function read(engine_id: string): void {
    wanted.add(engine_id);
    if (reading.has(engine_id)) return;
    wanted.delete(engine_id);
    const told_since = new Set<string>();
    reading.set(engine_id, told_since);
    // A page that was on its way meanwhile is older than what was told; the other way round it is soon told again.
    const take = (show_id: string, available: readonly number[]): void => {
      if (!told_since.has(show_id)) counts.set(show_id, available);
    };
    readAvailability(requester, engine_id, take).then(
      () => {
        reading.delete(engine_id);
        if (wanted.has(engine_id)) read(engine_id);
      },
      () => {
        reading.delete(engine_id);
        wanted.delete(engine_id);
        tryAgain(engine_id);
      },
    );
  }

  /** The engine may be gone for good, with another in its place; or be back, as if nothing had happened. */
  function tryAgain(engine_id: string): void {
    const retry = setTimeout(() => {
      retries.delete(retry);
      if (owners.engines().has(engine_id)) read(engine_id);
      else wanted.add(engine_id);
    }, TRY_AGAIN_MS);
    retries.add(retry);
  }

  const unlisten = owners.listen({
    newest(_partition, { engine_id, shows }) {
      for (const [show_id, , available] of shows) {
        counts.set(show_id, available);
        reading.get(engine_id)?.add(show_id);
      }
      if (wanted.has(engine_id)) read(engine_id);
    },
    missed: (_partition, engine_id) => read(engine_id),
  });
  return {
    of: (show_id) => counts.get(show_id) ?? null,
    close() {
      unlisten();
      for (const retry of retries) clearTimeout(retry);
    },
  };
}
