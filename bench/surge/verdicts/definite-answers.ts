import { readable } from '../../report/numbers.ts';
import type { Told } from '../crowd/told.ts';
import type { Verdict } from '../record.ts';
import { verdict } from './faults.ts';

/** Everybody who came was told, in the end, what became of what they wanted. */
export function definiteAnswers(told: readonly Told[]): Verdict {
  const faults = told
    .filter(({ end }) => end === null || end === 'no_answer')
    .map(({ unexpected, wait, booking }) => {
      const had = booking !== null ? 'had seats' : wait !== null ? 'waited' : 'had nothing yet';
      return `somebody who ${had} got no answer that says how it ends (${unexpected ?? 'still without one when all was over'})`;
    });
  return verdict('everybody told how it ended', `${readable(told.length)} users`, faults);
}
