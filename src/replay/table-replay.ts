import { decodeEvent, tableChanges } from '../../actors/index.ts';
import type { ShowState } from '../../actors/show/state.ts';
import type { StoredStep, TableChanges } from '../../persistence/index.ts';
import { playStep } from './play.ts';

/** Begins to play a show's history for `rebuildTables`: each step tells what it changed in the tables. */
export function replayTables(): (step: StoredStep) => TableChanges {
  let state: ShowState | null = null;
  return (step) => {
    state = playStep(state, step.events.map(decodeEvent));
    return tableChanges(state);
  };
}
