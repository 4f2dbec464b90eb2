import { join } from 'node:path';
import type { CommitShape, Contestant, Outcome, PostgresContestant } from './contestant.ts';
import { bestOf, postgresPeers } from './heats.ts';
import { runRoundAlone } from './round.ts';
import { FIELDS, type Field, IN_FLIGHT, type Rival } from './workload.ts';

export interface Schedule {
  /** On the disk that is measured; each round makes a folder of its own in it. */
  readonly folder: string;
  readonly rounds: number;
  readonly warmup_ms: number;
  readonly measure_ms: number;
  /** Null where PostgreSQL is not installed. */
  readonly postgres_socket: string | null;
  readonly onProgress: (line: string) => void;
}

/** All rounds over one field. */
export interface FieldResult {
  readonly field: Field;
  readonly ours: Outcome[];
  readonly rivals: readonly RivalResult[];
}

export interface RivalResult {
  readonly rival: Rival;
  /** With how it was driven. */
  readonly name: string;
  readonly outcomes: Outcome[];
}

interface Entry {
  readonly rival: Rival;
  readonly name: string;
  /** Made anew for each round, from what ours has just written. */
  readonly contestant: (written: CommitShape) => Contestant;
}

type Run = (field: Field, contestant: Contestant, in_flight: number, measure_ms?: number) => Promise<Outcome>;

/** Everybody in turns: what slows the machine down for a while slows all of them down. */
export async function runRounds(schedule: Schedule): Promise<FieldResult[]> {
  const run = runnerOf(schedule);
  const entered = [];
  for (const field of FIELDS) entered.push({ field, entries: await enter(field, schedule, run) });
  const results = entered.map(({ field, entries }) => ({
    field,
    ours: [] as Outcome[],
    rivals: entries.map((entry) => ({ ...entry, outcomes: [] as Outcome[] })),
  }));
  for (let round = 1; round <= schedule.rounds; round += 1) {
    for (const { field, ours, rivals } of results) {
      const outcome = await run(field, { type: 'boxoffice' }, IN_FLIGHT);
      ours.push(outcome);
      if (outcome.shape === null) throw new Error('Our own run does not say what it wrote');
      for (const { contestant, outcomes } of rivals)
        outcomes.push(await run(field, contestant(outcome.shape), IN_FLIGHT));
      schedule.onProgress(`round ${round} of ${schedule.rounds} over ${field.name} done`);
    }
  }
  return results;
}

/** Ours on the hot show with fewer requests in flight. */
export async function runInFlightSteps(
  schedule: Schedule,
  steps: readonly number[],
): Promise<{ in_flight: number; outcome: Outcome }[]> {
  const run = runnerOf(schedule);
  const results = [];
  const [hot] = FIELDS;
  if (hot === undefined) throw new Error('There is no hot show');
  for (const in_flight of steps) {
    results.push({ in_flight, outcome: await run(hot, { type: 'boxoffice' }, in_flight) });
  }
  return results;
}

function runnerOf({ folder, warmup_ms, measure_ms }: Schedule): Run {
  let runs = 0;
  return (field, contestant, in_flight, shorter_ms = measure_ms) => {
    runs += 1;
    return runRoundAlone({
      contestant,
      shows: field.shows,
      in_flight,
      folder: join(folder, `round-${runs}-${field.shows}-${in_flight}`),
      warmup_ms,
      measure_ms: shorter_ms,
    });
  };
}

const HEAT_MS = 1_000;

async function enter(field: Field, schedule: Schedule, run: Run): Promise<Entry[]> {
  const entries: Entry[] = [
    {
      rival: 'group_commit',
      name: 'SQLite, bare group commit',
      contestant: (shape) => ({ type: 'group_commit', shape }),
    },
    { rival: 'rules', name: 'the rules alone, in memory', contestant: () => ({ type: 'rules' }) },
  ];
  if (schedule.postgres_socket === null) return entries;
  const peers: Entry[] = [];
  for (const peer of postgresPeers(schedule.postgres_socket)) {
    const rateOf = async (candidate: PostgresContestant): Promise<number> => {
      const { cycles_per_second } = await run(field, candidate, IN_FLIGHT, HEAT_MS);
      schedule.onProgress(
        `heat over ${field.name}: ${driven(candidate)}: ${Math.round(cycles_per_second)} cycles/s`,
      );
      return cycles_per_second;
    };
    const best = await bestOf(peer, rateOf);
    peers.push({ rival: peer.rival, name: `PostgreSQL, ${driven(best)}`, contestant: () => best });
  }
  return [...peers, ...entries];
}

const PLAN_NAMES = {
  row_lock: 'row lock',
  conditional_function: 'conditional UPDATE in a function',
  conditional_statement: 'conditional UPDATE in one statement',
};

function driven({ plan, client, connections }: PostgresContestant): string {
  return `${PLAN_NAMES[plan]} (${client}, ${connections} connections)`;
}
