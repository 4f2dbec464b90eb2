import type { Latency } from '../report/latency.ts';

/**
 * Who runs, as data, so that each round can be run in a process of its own.
 * What all of them do, in the same pattern, is in `workload.ts`.
 */
export type Contestant =
  | { readonly type: 'boxoffice' }
  /** The rules without actor or log: what they cost alone. */
  | { readonly type: 'rules' }
  | GroupCommitContestant
  | PostgresContestant;

/** SQLite writing the same rows in transactions of the same size, and nothing else: the ceiling. */
export interface GroupCommitContestant {
  readonly type: 'group_commit';
  readonly shape: CommitShape;
}

export interface PostgresContestant {
  readonly type: 'postgres';
  /** Of the server's socket. */
  readonly socket_folder: string;
  readonly plan: PostgresPlanName;
  readonly client: 'pgbench' | 'node';
  readonly connections: number;
}

/** `row_lock` locks the show first; the others are the two ways to write the conditional UPDATE in one round trip. */
export type PostgresPlanName = 'row_lock' | 'conditional_function' | 'conditional_statement';

export interface Round {
  readonly contestant: Contestant;
  /** 1 for the hot show. */
  readonly shows: number;
  readonly in_flight: number;
  /** An empty folder of the round's own. */
  readonly folder: string;
  readonly warmup_ms: number;
  readonly measure_ms: number;
}

export interface Outcome {
  /** Within the time measured. */
  readonly cycles_per_second: number;
  /** Cycles acknowledged in the whole round, with its warm-up and its end. */
  readonly acknowledged: number;
  /** Cycles found in the storage afterwards; null for what stores nothing. */
  readonly stored: number | null;
  /** Of a reserve and its release together; null where nothing waits for an answer. */
  readonly cycle: Latency | null;
  /** Of a single request; null where the contestant's client does not tell. */
  readonly request: Latency | null;
  readonly busy_cores: number | null;
  /** What our own run wrote, so that the bare group commit can write the same. */
  readonly shape: CommitShape | null;
}

/** What a run wrote, in means over the run. */
export interface CommitShape {
  /** Reserves and releases that went to disk with one flush; each has a booking row. */
  readonly steps_a_commit: number;
  /** Shows that had a step in one commit: each has a log record and a head. */
  readonly records_a_commit: number;
  readonly record_bytes: number;
}
