/** What a release day is like, as data. Times are those of the run: where time is compressed, they are shorter than people's. */
export interface Scenario {
  readonly name: string;
  /** A sentence or two for the report. */
  readonly tells: string;
  readonly shows: number;
  /** How much more people want one show than the next: Zipf's exponent; 0 where they want all alike. */
  readonly zipf_exponent: number;
  /** One after the other. */
  readonly phases: readonly Phase[];
  /** How many times faster than real time all durations go: reservations, payments, and how long people think. */
  readonly time_compression: number;
  /** How many users a second beside them buy at a show of their own, which nobody else wants. */
  readonly quiet_users_per_second: number;
}

/** Users arrive at random moments (a Poisson process), evenly over the phase; nothing that the server does changes when. */
export interface Phase {
  readonly name: string;
  readonly lasts_s: number;
  readonly users: number;
}

export function usersOf({ phases }: Scenario): number {
  return phases.reduce((users, phase) => users + phase.users, 0);
}
