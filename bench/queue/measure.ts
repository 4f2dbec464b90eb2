import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { QueuePoint } from '../surge/report/queue-point.ts';
import type { Filled, FillPhase, Phase, PhaseMessage, WakePhase, Woken } from './phase.ts';

export const LENGTHS: readonly number[] = [100, 1_000, 10_000, 50_000, 100_000];

/** So many users wait altogether at least: where the queues are short, in several shows, so that each user's memory shows. */
const USERS_AT_LEAST = 10_000;

export interface QueueFigures extends QueuePoint, Filled {
  readonly woken: Woken;
}

/** What a queue costs at each length; writes into the folder. Takes about half a minute. */
export async function measureQueue(folder: string): Promise<QueuePoint[]> {
  const points: QueuePoint[] = [];
  for (const waiting of LENGTHS) {
    const { join_us, leave_us, serve_us, bytes_a_waiting_user } = await measureLength(folder, waiting);
    points.push({ waiting, join_us, leave_us, serve_us, bytes_a_waiting_user });
  }
  return points;
}

/** All that is measured of a queue of this length, in processes of their own. */
export async function measureLength(parent: string, waiting: number): Promise<QueueFigures> {
  const folder = join(parent, `queue-${waiting}`);
  mkdirSync(folder);
  const shows = Math.ceil(USERS_AT_LEAST / waiting);
  const filled = await runPhase({ type: 'fill', folder, waiting, shows });
  const woken = await runPhase({ type: 'wake', folder, waiting });
  return { waiting, ...filled, woken };
}

function runPhase(phase: FillPhase): Promise<Filled>;
function runPhase(phase: WakePhase): Promise<Woken>;
function runPhase(phase: Phase): Promise<Filled | Woken> {
  const program = join(fileURLToPath(import.meta.url), '..', 'phase-process.js');
  const child = fork(program, [JSON.stringify(phase)], {
    execArgv: ['--expose-gc'],
  });
  let outcome: Filled | Woken | null = null;
  child.on('message', (message: PhaseMessage) => {
    outcome = message.outcome;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (outcome === null) reject(new Error(`The ${phase.type} phase ended with ${signal ?? code}`));
      else resolve(outcome);
    });
  });
}
