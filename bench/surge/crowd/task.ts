import type { RunRecord } from '../record.ts';
import type { Scenario } from '../scenario.ts';
import type { Durations } from '../venue.ts';

/** What the client process is to do. */
export interface Task {
  readonly url: string;
  /** Those of the crowd first, then those of the quiet users. */
  readonly shows: readonly string[];
  readonly listing: string;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly durations: Durations;
}

/** What the client process says: when it begins, how it goes, and what came of it. */
export type CrowdReport =
  | { readonly type: 'began'; readonly at: number }
  | { readonly type: 'progress'; readonly line: string }
  | { readonly type: 'done'; readonly course: Course }
  | { readonly type: 'failed'; readonly reason: string };

/** The part of a record that is known from the users alone. */
export type Course = Omit<RunRecord, 'contestant' | 'samples' | 'cpu_s' | 'scenario' | 'seed'> & {
  /** The client's own. */
  readonly cpu_s: number;
};
