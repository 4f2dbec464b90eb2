import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, openEngine } from '../../actors/index.ts';
import { DEFAULT_LIMITS, type Limits } from '../../actors/limits.ts';
import type { ShowDefinition } from '../../actors/show/definition.ts';
import { type EventLog, LogUnavailableError, openSqliteLog, type Step } from '../../persistence/index.ts';
import { showIn } from '../rules/halls.ts';
import { id } from '../rules/people.ts';

/** An engine over a real log in a temporary folder, whose log can be made to hold back or refuse what it is handed. */
export interface Stage {
  readonly engine: Engine;
  readonly show_id: string;
  readonly other_show_id: string;
  /** What the shows' actors died of. */
  readonly crashes: Error[];
  /** From now on appends reach the log only when `release` is called. */
  holdBack(): void;
  release(): void;
  /** From now on appends are refused as if the disk were full, until `accept`. */
  refuse(): void;
  accept(): void;
  /** Closes the engine and opens it again over the same log. */
  restart(): Promise<Stage>;
  close(): Promise<void>;
}

const FAR_AHEAD_MS = 3_600_000;

export async function openStage(
  limits: Partial<Limits> = {},
  folder: string = mkdtempSync(join(tmpdir(), 'boxoffice-engine-')),
): Promise<Stage> {
  const { log, gate } = gatedLog(await openSqliteLog(folder));
  const crashes: Error[] = [];
  const definitions = new Map<string, ShowDefinition>();
  for (const name of ['1', '2']) {
    const definition = { ...showIn(['rrrr', 'rrrr'], Date.now() + FAR_AHEAD_MS), show_id: id('SHOW', name) };
    definitions.set(definition.show_id, definition);
  }
  const engine = await openEngine({
    log,
    definitionOf: (show_id) => definitions.get(show_id) ?? null,
    limits: { ...DEFAULT_LIMITS, ...limits },
    clock: Date.now,
    onBroken: (error) => crashes.push(error),
    onCrash: (_show_id, error) => crashes.push(error),
  });
  return {
    engine,
    show_id: id('SHOW', '1'),
    other_show_id: id('SHOW', '2'),
    crashes,
    ...gate,
    restart: async () => {
      await engine.close();
      return openStage(limits, folder);
    },
    close: async () => {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Gate = Pick<Stage, 'holdBack' | 'release' | 'refuse' | 'accept'>;

function gatedLog(log: EventLog): { log: EventLog; gate: Gate } {
  let held: (() => void)[] | null = null;
  let is_refusing = false;
  const append = (step: Step): Promise<void> => {
    if (is_refusing) return Promise.reject(new LogUnavailableError('the disk is full'));
    const waiting = held;
    if (waiting === null) return log.append(step);
    return new Promise((resolve, reject) => {
      waiting.push(() => log.append(step).then(resolve, reject));
    });
  };
  const probe = (): Promise<void> =>
    is_refusing ? Promise.reject(new LogUnavailableError('the disk is full')) : log.probe();
  return {
    log: { ...log, append, probe },
    gate: {
      holdBack: () => {
        held = [];
      },
      release: () => {
        const released = held ?? [];
        held = null;
        for (const hand_in of released) hand_in();
      },
      refuse: () => {
        is_refusing = true;
      },
      accept: () => {
        is_refusing = false;
      },
    },
  };
}
