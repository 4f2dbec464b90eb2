import { decodeEvent } from '../../actors/codec/event-codec.ts';
import { evolve } from '../../actors/show/evolve.ts';
import { initialState, type ShowState } from '../../actors/show/state.ts';
import type { StoredStep } from '../../persistence/event-log.ts';

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
    if (events.some((event) => event.at > at)) continue;
    for (const event of events) {
      if (event.type === 'show_opened') state = initialState(event.definition);
      if (state === null) throw new Error('the first event of a show has to open it');
      evolve(state, event);
    }
  }
  return state === null ? null : { state, at, events_total };
}
