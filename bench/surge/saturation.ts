import type { PhaseFigures, RunRecord } from './record.ts';
import { CARRIED_BELOW_MS } from './report/contest.ts';
import { WARM_UP } from './scenario.ts';

/** So much of what is due may be refused or fail where a load counts as carried. */
const LOST_MOST = 0.02;
/** Each step asks for an eighth more: it is worth going on where at least this much more was accepted. */
const GROWS_BY = 1.03;
/** One step may be disturbed by something else; two in a row are too many. */
const STEPS_IN_A_ROW = 2;

/** Whether the last of these phases of rising load were more than could be carried. */
export function isSaturated(phases: readonly PhaseFigures[]): boolean {
  const steps = phases.filter(({ name }) => name !== WARM_UP);
  const last = steps.slice(-STEPS_IN_A_ROW);
  const before = steps.slice(0, -STEPS_IN_A_ROW);
  const most_accepted = Math.max(0, ...before.map(({ accepted_per_second }) => accepted_per_second));
  const is_too_much = ({ accepted, accepted_per_second }: PhaseFigures): boolean =>
    accepted.p99 >= CARRIED_BELOW_MS || accepted_per_second < most_accepted * GROWS_BY;
  return last.length === STEPS_IN_A_ROW && last.every(is_too_much);
}

/** Users a second in the phase with the most of them that was carried. Throws where not even the first was. */
export function carriedUsers({ phases }: Pick<RunRecord, 'phases'>): number {
  const carried = phases.filter(isCarried).map(({ arrivals_per_second }) => arrivals_per_second);
  if (carried.length === 0) throw new Error('Not even the first step of the ramp could be carried');
  return Math.round(Math.max(...carried));
}

function isCarried({ accepted, refused_per_second, due_per_second, failed, lasts_s }: PhaseFigures): boolean {
  const lost_per_second = refused_per_second + failed / lasts_s;
  return accepted.p99 < CARRIED_BELOW_MS && lost_per_second <= due_per_second * LOST_MOST;
}
