import { fork } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ClientTask, Contestant, Outcome } from './contestant.ts';
import { setStage } from './stage.ts';

export interface Round {
  readonly contestant: Contestant;
  readonly shows: number;
  readonly in_flight: number;
  /** Of the round's own; it is made and removed. */
  readonly folder: string;
  readonly warmup_ms: number;
  readonly measure_ms: number;
}

const CLIENT = fileURLToPath(new URL('client-process.js', import.meta.url));

/**
 * One contestant's turn: its servers are started, a client process asks them, and they are ended. A figure counts only
 * where everything that was acknowledged was stored, and nothing else.
 */
export async function runRound(round: Round): Promise<Outcome> {
  const { contestant, shows, in_flight, folder, warmup_ms, measure_ms } = round;
  mkdirSync(folder);
  try {
    const stage = await setStage(contestant.server, folder, shows);
    const processes = Object.entries(stage.processes);
    let outcome: Outcome;
    try {
      outcome = await askClient({
        way: contestant.way,
        entrance: stage.entrance,
        in_flight,
        warmup_ms,
        measure_ms,
        servers: Object.fromEntries(processes.map(([name, { pid }]) => [name, pid])),
      });
    } finally {
      // The last in a request's way first: nobody is to miss who stands behind it while it ends.
      for (const [, process] of processes.reverse()) await process.stop();
    }
    const stored = stage.countStored?.() ?? null;
    if (stored !== null && stored !== outcome.cycles_acknowledged) {
      throw new Error(
        `${contestant.name}: ${outcome.cycles_acknowledged} cycles were acknowledged, but ${stored} were stored`,
      );
    }
    return outcome;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function askClient(task: ClientTask): Promise<Outcome> {
  const child = fork(CLIENT, [JSON.stringify(task)]);
  return new Promise((resolve, reject) => {
    child.once('message', (outcome: Outcome) => resolve(outcome));
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`The client ended with ${signal ?? code}`)));
  });
}
