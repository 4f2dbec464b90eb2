import { fork } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Outcome, Round } from './contestant.ts';
import { runBoxoffice } from './contestants/boxoffice.ts';
import { runGroupCommit } from './contestants/group-commit.ts';
import { runPostgres } from './contestants/postgres.ts';
import { runRules } from './contestants/rules.ts';

export async function runRound(round: Round): Promise<Outcome> {
  const { contestant } = round;
  switch (contestant.type) {
    case 'boxoffice':
      return runBoxoffice(round);
    case 'rules':
      return runRules(round);
    case 'group_commit':
      return runGroupCommit(contestant, round);
    case 'postgres':
      return runPostgres(contestant, round);
  }
}

/** Runs it in a process of its own, so that no round inherits the heap or the compiled code of another. */
export async function runRoundAlone(round: Round): Promise<Outcome> {
  mkdirSync(round.folder);
  try {
    const outcome = await askChild(round);
    checkStored(round, outcome);
    return outcome;
  } finally {
    rmSync(round.folder, { recursive: true, force: true });
  }
}

/** A figure counts only where everything that was acknowledged was stored, and nothing else. */
function checkStored(round: Round, outcome: Outcome): void {
  if (outcome.stored === null || outcome.stored === outcome.acknowledged) return;
  throw new Error(
    `${round.contestant.type}: ${outcome.acknowledged} cycles were acknowledged, but ${outcome.stored} were stored`,
  );
}

function askChild(round: Round): Promise<Outcome> {
  const program = join(fileURLToPath(import.meta.url), '..', 'round-process.js');
  const child = fork(program, [JSON.stringify(round)]);
  return new Promise((resolve, reject) => {
    child.once('message', (outcome: Outcome) => resolve(outcome));
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`The round ended with ${signal ?? code}`)));
  });
}
