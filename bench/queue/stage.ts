import { type Engine, openEngine } from '../../actors/index.ts';
import { DEFAULT_LIMITS } from '../../actors/limits.ts';
import { type EventLog, openSqliteLog } from '../../persistence/index.ts';
import { showInReferenceHall } from '../hall.ts';

export interface Stage {
  readonly engine: Engine;
  /** When each append was handed to the log since the list was last emptied: `performance.now()`. */
  readonly appended_at: number[];
  /** Called when a snapshot is handed to the log. */
  onSnapshot: () => void;
}

/**
 * The engine over the log in the folder, told on as in the service: somebody listens to all that happens. Between two
 * appends of one turn lies exactly one command, from when the show takes it until its step has gone to the log.
 */
export async function openStage(folder: string): Promise<Stage> {
  const appended_at: number[] = [];
  const log = await openSqliteLog(folder);
  const timed: EventLog = {
    ...log,
    append: (step) => {
      appended_at.push(performance.now());
      return log.append(step);
    },
    snapshot: (snapshot) => {
      stage.onSnapshot();
      return log.snapshot(snapshot);
    },
  };
  const now = Date.now();
  const fail = (error: Error): never => {
    throw error;
  };
  const engine = await openEngine({
    log: timed,
    definitionOf: (show_id) => showInReferenceHall(show_id, now),
    limits: DEFAULT_LIMITS,
    clock: Date.now,
    onBroken: fail,
    onCrash: (_show_id, error) => fail(error),
  });
  engine.onFact(() => undefined);
  const stage: Stage = { engine, appended_at, onSnapshot: () => undefined };
  return stage;
}
