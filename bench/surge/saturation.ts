import type { PhaseFigures, RunRecord } from './record.ts';

/** Where the p99 of what is accepted is above this, it is too slow to be called carried. */
export const CARRIED_BELOW_MS = 100;
/** So much of what is due may be refused or fail. */
const REFUSED_MOST = 0.02;
/** Each step asks for a quarter more: it is carried where at least this much more was accepted. */
const GROWS_BY = 1.03;

/** Whether a phase of rising load was more than could be carried. */
export function isSaturated(phase: PhaseFigures, before: PhaseFigures | null): boolean {
  if (!isCarried(phase)) return true;
  return before !== null && phase.accepted_per_second < before.accepted_per_second * GROWS_BY;
}

export function isCarried({
  accepted,
  refused_per_second,
  due_per_second,
  failed,
  lasts_s,
}: PhaseFigures): boolean {
  const lost_per_second = refused_per_second + failed / lasts_s;
  return accepted.p99 < CARRIED_BELOW_MS && lost_per_second <= due_per_second * REFUSED_MOST;
}

/** Users a second in the phase with the most of them that was carried. Throws where not even the first was. */
export function carriedUsers({ phases }: Pick<RunRecord, 'phases'>): number {
  const carried = phases.filter(isCarried).map(({ arrivals_per_second }) => arrivals_per_second);
  if (carried.length === 0) throw new Error('Not even the first step of the ramp could be carried');
  return Math.round(Math.max(...carried));
}
