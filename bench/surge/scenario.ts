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
  /** How many users a second beside them buy at shows of their own, which nobody else wants. */
  readonly quiet_users_per_second: number;
  /** How many listings people look at before they look at seats; one where not given. */
  readonly listings_first?: number;
  /** They know the hall already, and ask for seats at once: no listing, and no seat map before the first refusal. */
  readonly asks_at_once?: boolean;
  /** The first of them all want the first show, those who come after them the second, and so on. */
  readonly one_show_after_the_other?: boolean;
  /** Who would pay gives the seats back instead: what a payment costs is not the seller's own doing. */
  readonly nobody_pays?: boolean;
  /** Whoever is refused for too much load goes away: so it is the scenario alone that says how much load there is. */
  readonly nobody_comes_again?: boolean;
  /** Ends after the phase in which it was too much: where the p99 was above 100 ms, or less was accepted than before. */
  readonly until_saturated?: boolean;
}

/** Users arrive at random moments (a Poisson process), evenly over the phase; nothing that the server does changes when. */
export interface Phase {
  readonly name: string;
  readonly lasts_s: number;
  readonly users: number;
}

/** The name of a phase that does not count: a server that has just been started is slow. */
export const WARM_UP = 'warm-up';

export function usersOf({ phases }: Scenario): number {
  return phases.reduce((users, phase) => users + phase.users, 0);
}

export function quietUsersOf({ phases, quiet_users_per_second }: Scenario): number {
  return Math.round(phases.reduce((users, { lasts_s }) => users + lasts_s * quiet_users_per_second, 0));
}
