import { type Random, seededRandom } from '../../../src/catalogue/demo/random.ts';
import { quietUsersOf, type Scenario, usersOf } from '../scenario.ts';

/** Who comes when and for which show: drawn before the run, so that nothing that the server does changes it. */
export interface Arrival {
  /** Milliseconds after the begin. */
  readonly at_ms: number;
  /** Its place in the task's list of shows. */
  readonly show: number;
  readonly is_quiet: boolean;
}

/** So many users buy about a third of a hall: a quiet show never sells out. */
const QUIET_USERS_A_SHOW = 50;

export function quietShowsOf(scenario: Scenario): number {
  return Math.ceil(quietUsersOf(scenario) / QUIET_USERS_A_SHOW);
}

/** All of them, in the order of their arrival. */
export function drawArrivals(scenario: Scenario, seed: number): Arrival[] {
  const random = seededRandom(`${seed} arrivals`);
  const moments = momentsOf(scenario, random);
  const showOf = showsWanted(scenario, random);
  const crowd = moments.map((at_ms, rank): Arrival => ({ at_ms, show: showOf(rank), is_quiet: false }));
  const quiet = Array.from({ length: quietUsersOf(scenario) }, () => random.fraction() * lengthOf(scenario))
    .sort((one, other) => one - other)
    .map((at_ms, rank): Arrival => {
      const show = scenario.shows + Math.floor(rank / QUIET_USERS_A_SHOW);
      return { at_ms, show, is_quiet: true };
    });
  return [...crowd, ...quiet].sort((one, other) => one.at_ms - other.at_ms);
}

/** Uniform moments, as many as are told, are a Poisson process of which one knows how many came. */
function momentsOf({ phases }: Scenario, random: Random): number[] {
  const moments: number[] = [];
  let begins_ms = 0;
  for (const { lasts_s, users } of phases) {
    const lasts_ms = lasts_s * 1_000;
    for (let user = 0; user < users; user += 1) moments.push(begins_ms + random.fraction() * lasts_ms);
    begins_ms += lasts_ms;
  }
  return moments.sort((one, other) => one - other);
}

function lengthOf({ phases }: Scenario): number {
  return phases.reduce((length, { lasts_s }) => length + lasts_s, 0) * 1_000;
}

/** Which show a user wants, by the user's rank among all that come. */
function showsWanted(scenario: Scenario, random: Random): (rank: number) => number {
  const { shows, zipf_exponent } = scenario;
  if (scenario.one_show_after_the_other) {
    const users = usersOf(scenario);
    return (rank) => Math.floor((rank * shows) / users);
  }
  const up_to: number[] = [];
  let total = 0;
  for (let show = 1; show <= shows; show += 1) {
    total += show ** -zipf_exponent;
    up_to.push(total);
  }
  return () => firstAbove(up_to, random.fraction() * total);
}

function firstAbove(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
