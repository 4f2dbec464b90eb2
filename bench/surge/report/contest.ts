import type { PhaseFigures, RunRecord } from '../record.ts';

/** A contestant that is slower than this is of no use to those who wait. */
export const CARRIED_BELOW_MS = 100;

const OURS = /^boxoffice\b/;

export function isOurs({ contestant }: RunRecord): boolean {
  return OURS.test(contestant);
}

/** The phase with the most reservations a second among those whose p99 is low enough; null where none is. */
export function bestCarried({ phases }: RunRecord): PhaseFigures | null {
  return phases
    .filter(({ accepted }) => accepted.count > 0 && accepted.p99 < CARRIED_BELOW_MS)
    .reduce<PhaseFigures | null>(
      (best, phase) =>
        best === null || phase.reservations_per_second > best.reservations_per_second ? phase : best,
      null,
    );
}
