import { noChanges } from '../../actors/show/changes.ts';
import type { ShowEvent } from '../../actors/show/events.ts';
import { evolve } from '../../actors/show/evolve.ts';
import { initialState, type ShowState } from '../../actors/show/state.ts';

/**
 * Takes the events of one step into a show's state; null is the show before its first event. What the step changed
 * stands in `changes` afterwards.
 */
export function playStep(before: ShowState | null, events: readonly ShowEvent[]): ShowState {
  let state = before;
  if (state !== null) state.changes = noChanges();
  for (const event of events) {
    if (event.type === 'show_opened') state = initialState(event.definition);
    if (state === null) throw new Error('the first event of a show has to open it');
    evolve(state, event);
  }
  if (state === null) throw new Error('a step has at least one event');
  return state;
}
