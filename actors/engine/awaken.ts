import type { Awakening } from '../../persistence/event-log.ts';
import { decodeEvent } from '../codec/event-codec.ts';
import { decodeSnapshot } from '../codec/snapshot-codec.ts';
import { noChanges } from '../show/changes.ts';
import type { ShowDefinition } from '../show/definition.ts';
import { evolve } from '../show/evolve.ts';
import { initialState, type ShowState } from '../show/state.ts';

/**
 * A show's state from what the log has of it: the newest snapshot and the events after it. A show that the log has
 * nothing of is as the catalogue defines it; null where the catalogue does not know it either.
 */
export function stateFrom(
  { snapshot, steps, sequence }: Awakening,
  definitionFromCatalogue: () => ShowDefinition | null,
): ShowState | null {
  let state = snapshot === null ? null : decodeSnapshot(snapshot.state);
  for (const step of steps) {
    for (const bytes of step.events) {
      const event = decodeEvent(bytes);
      if (state === null) {
        if (event.type !== 'show_opened') throw new Error('the first event of a show has to open it');
        state = initialState(event.definition);
      }
      evolve(state, event);
    }
  }
  if (state === null) {
    const definition = definitionFromCatalogue();
    return definition === null ? null : initialState(definition);
  }
  if (state.sequence !== sequence) {
    throw new Error(`the log says ${sequence} events, its snapshot and steps make ${state.sequence}`);
  }
  state.changes = noChanges();
  return state;
}
