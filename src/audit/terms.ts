import type { Accuse } from './findings.ts';
import type { ShowModel } from './show-model.ts';

/** What an epoch grants everybody alike, in milliseconds. The configuration sets it, and stays while an epoch lasts. */
export type Term =
  | 'the time to pay'
  | 'the time between the end that is told and the end'
  | 'the time to wait'
  | 'the time for a payment to end';

/**
 * Holds what somebody is granted against what others were in the same epoch. Only that of an older deadline may be longer:
 * nobody's reservation or wait ends before one that was there already, so it may have to end with it.
 */
export function checkTerm(
  show: ShowModel,
  term: Term,
  granted_ms: number,
  name: string,
  accuse: Accuse,
): void {
  const usual_ms = show.terms.get(term);
  if (usual_ms === undefined) show.terms.set(term, granted_ms);
  else if (granted_ms !== usual_ms) {
    accuse('term_uneven', `${term} of ${name} is ${granted_ms} ms, where others had ${usual_ms} ms`);
  }
}
