import type { Wait } from '../record.ts';
import type { Told } from './told.ts';

/** So many are enough for a picture. */
const WAITS_MOST = 3_000;

/** Waits that have ended, evenly chosen where there are too many. */
export function sampleOfWaits(told: readonly Told[], began_at: number): Wait[] {
  const waits = told.flatMap(({ wait, end }) => (wait === null ? [] : [{ wait, end }]));
  const every = Math.ceil(waits.length / WAITS_MOST);
  return waits
    .filter((_, index) => index % every === 0)
    .map(({ wait: { place, joined_before, ended }, end }) => ({
      place,
      joined_at_s: (joined_before - began_at) / 1_000,
      waited_s: Math.max(0, (ended?.at ?? joined_before) - joined_before) / 1_000,
      end: ended?.status ?? end ?? 'no_answer',
    }));
}
