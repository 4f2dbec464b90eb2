import { readable } from '../../report/numbers.ts';
import type { Verdict } from '../record.ts';

/** So many are told in words. */
const TOLD_MOST = 5;

/** The verdict over a promise, from all its faults. */
export function verdict(promise: string, looked_at: string, faults: readonly string[]): Verdict {
  const more = faults.length - TOLD_MOST;
  const told = faults.slice(0, TOLD_MOST);
  return {
    promise,
    looked_at,
    faults: more > 0 ? [...told, `and ${readable(more)} more like these`] : told,
  };
}

/** As people read moments: seconds within the day, to the millisecond. */
export function moment(unix_ms: number): string {
  return Number.isFinite(unix_ms) ? new Date(unix_ms).toISOString().slice(11, 23) : 'the end';
}
