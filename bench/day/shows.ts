import { createHash } from 'node:crypto';
import { type Engine, openEngine } from '../../actors/index.ts';
import { DEFAULT_LIMITS } from '../../actors/limits.ts';
import { openSqliteLog } from '../../persistence/index.ts';
import { ulidFromBytes } from '../../persistence/ulid-bytes.ts';
import { showInReferenceHall } from '../hall.ts';

/** The ids of the day's shows: the same in every process. */
export function showIds(shows: number): string[] {
  return Array.from({ length: shows }, (_, index) => {
    const bytes = createHash('sha256').update(`show ${index}`).digest().subarray(0, 16);
    // An id begins with its time, and so has a zero at its front.
    bytes[0] = 0;
    return ulidFromBytes(bytes);
  });
}

/** The engine over the folder, with the shows in its catalogue. */
export async function openDay(folder: string, shows: number): Promise<Engine> {
  const ids = new Set(showIds(shows));
  const now = Date.now();
  const fail = (error: Error): never => {
    throw error;
  };
  return openEngine({
    log: await openSqliteLog(folder),
    definitionOf: (show_id) => (ids.has(show_id) ? showInReferenceHall(show_id, now) : null),
    limits: DEFAULT_LIMITS,
    clock: Date.now,
    onBroken: fail,
    onCrash: (_show_id, error) => fail(error),
  });
}
