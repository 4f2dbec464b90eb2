import type { Scenario } from './scenario.ts';

/** All that is known of one run after it: what the users saw, and what the server's process looked like from outside. */
export interface RunRecord {
  /** e.g. `boxoffice`, `PostgreSQL, conditional UPDATE`. */
  readonly contestant: string;
  readonly scenario: Scenario;
  /** Draws the same arrivals and the same users again. */
  readonly seed: number;
  /** RFC 3339. */
  readonly started_at: string;
  readonly lasted_s: number;
  readonly users: number;
  readonly intervals: readonly Interval[];
  readonly phases: readonly PhaseFigures[];
  /** Of all accepted requests of a kind, over the whole run; those of the quiet show's users apart. */
  readonly latencies: readonly KindLatency[];
  /** How many users ended how. */
  readonly ends: Readonly<Record<UserEnd, number>>;
  /** A sample of those who waited, where there are more than a picture can show. */
  readonly waits: readonly Wait[];
  /** Booked seats of the crowd's shows, by their maps in the end; of the quiet users' shows none. */
  readonly crowd_seats_booked?: number;
  /** Users for whom the client had no connection left to wait on, so that they asked now and then. */
  readonly asked_now_and_then?: number;
  readonly samples: readonly ServerSample[];
  /** CPU seconds of each process, the client's own included. */
  readonly cpu_s: Readonly<Record<string, number>>;
  readonly verdicts: readonly Verdict[];
}

export const INTERVAL_MS = 250;

/** What a request wanted: the classes that are shed one after the other, and those that never are. */
export const REQUEST_KINDS = [
  'listing',
  'seat_map',
  'reserve',
  'join',
  'look',
  'pay',
  'release',
  'leave',
] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** A quarter of a second of the run. */
export interface Interval {
  /** When it began, from the first arrival on. */
  readonly at_s: number;
  readonly arrivals: number;
  /** Requests that were due in it. */
  readonly due: number;
  /** Answers that came in it: those that did what was asked or told why the rules forbid it, and those that were refused for too much load. */
  readonly accepted: number;
  readonly refused: number;
  /** Requests that got no answer, or one that no user can do anything with. */
  readonly failed: number;
  /** Of the accepted ones, counted from when each was due; null where there were none. Long polls are not in it. */
  readonly p50_ms: number | null;
  readonly p99_ms: number | null;
  readonly refused_p99_ms: number | null;
  readonly reservations: number;
  /** Over all shows, as the answers to the users tell it, at its end. */
  readonly seats: { readonly available: number; readonly reserved: number; readonly booked: number };
  /** Users in any queue, and connections open, at its end. */
  readonly waiting: number;
  readonly connections: number;
  /** By how much the client itself was late at worst: what it measures then is its own delay too. */
  readonly client_late_ms?: number;
}

export interface PhaseFigures {
  readonly name: string;
  readonly lasts_s: number;
  readonly arrivals_per_second: number;
  readonly due_per_second: number;
  readonly accepted_per_second: number;
  readonly refused_per_second: number;
  readonly failed: number;
  readonly reservations_per_second: number;
  /** Of requests that were due in the phase. */
  readonly accepted: Percentiles;
  readonly refused: Percentiles;
  /** Of the accepted ones, those of the quiet shows' users; where there are any. */
  readonly quiet?: Percentiles;
}

/** Milliseconds from when the request was due to the end of its answer. All 0 where nothing was counted. */
export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

export interface KindLatency {
  readonly kind: RequestKind | 'quiet_show';
  readonly latency: Percentiles;
  /** The whole distribution for its plot: a hundred or so points of [percentile, milliseconds]. */
  readonly distribution: readonly (readonly [percentile: number, ms: number])[];
}

/** How it ended for a user. Each has exactly one; `no_answer` is none that a service may give. */
export const USER_ENDS = [
  'booked',
  'lapsed',
  'released',
  'show_full',
  'not_enough_seats',
  'gave_up',
  'left_queue',
  'timed_out',
  'sales_closed',
  'turned_away',
  'no_answer',
] as const;
export type UserEnd = (typeof USER_ENDS)[number];

export interface Wait {
  readonly place: number;
  readonly joined_at_s: number;
  readonly waited_s: number;
  readonly end: string;
}

/** Twice a second, of the server. */
export interface ServerSample {
  readonly at_s: number;
  /** Resident memory of all its processes, MiB. */
  readonly resident_mib: number;
  readonly cores_busy: number;
  /** The rest as its own figures have it; null where it has none. */
  readonly heap_mib: number | null;
  readonly loop_delay_ms: number | null;
  readonly gc_pause_ms: number | null;
  readonly steps_per_commit: number | null;
}

/** A promise, looked at from outside: by what the users were told, and nothing else. */
export interface Verdict {
  /** e.g. `no seat twice`. */
  readonly promise: string;
  /** How much of it was looked at, e.g. `1,234 pairs`. */
  readonly looked_at: string;
  /** In words, the first few; none where it was kept. */
  readonly faults: readonly string[];
}
