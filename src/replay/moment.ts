import { decodeEvent } from '../../actors/index.ts';
import type { ShowState } from '../../actors/show/state.ts';
import type { StoredStep } from '../../persistence/index.ts';
import { playStep } from './play.ts';

/** A show as it was at one moment. */
export interface ShowMoment {
  readonly state: ShowState;
  /** Unix milliseconds. */
  readonly at: number;
  /** Events of the show's whole history; the state holds the first `state.sequence` of them. */
  readonly events_total: number;
}

/**
 * Plays a show's history up to a moment, in Unix milliseconds. Null where the show had not been opened by then.
 * A step counts as a whole: it was one append.
 */
export function momentOf(history: readonly StoredStep[], at: number): ShowMoment | null {
  let state: ShowState | null = null;
  let events_total = 0;
  for (const step of history) {
    events_total += step.events.length;
    const events = step.events.map(decodeEvent);
    if (events.every((event) => event.at <= at)) state = playStep(state, events);
  }
  return state === null ? null : { state, at, events_total };
}
