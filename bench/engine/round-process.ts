import type { Round } from './contestant.ts';
import { runRound } from './round.ts';

// One round in a process of its own: its one argument is the round, its one message the outcome.
const round: Round = JSON.parse(process.argv[2] ?? '');
const outcome = await runRound(round);
process.send?.(outcome);
