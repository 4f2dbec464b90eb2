import { mkdirSync, rmSync } from 'node:fs';
import type { ClientLink } from './client-link.ts';
import type { Contestant, Outcome } from './contestant.ts';
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

/**
 * One contestant's turn: its servers are started, the client asks them, and they are ended. A figure counts only
 * where everything that was acknowledged was stored, and nothing else.
 */
export async function runRound(client: ClientLink, round: Round): Promise<Outcome> {
  const { contestant, shows, in_flight, folder, warmup_ms, measure_ms } = round;
  mkdirSync(folder);
  try {
    const stage = await setStage(contestant.server, folder, shows);
    const processes = Object.entries(stage.processes);
    let outcome: Outcome;
    try {
      outcome = await client.run({
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
