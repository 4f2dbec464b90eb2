import { readable } from '../report/numbers.ts';
import { INTERVAL_MS, type PhaseFigures, type RunRecord } from './record.ts';
import { isCarried } from './saturation.ts';

/** One thing that issue 7 expects, and how it is. */
export interface Expectation {
  readonly what: string;
  readonly is: string;
  readonly expected: string;
  readonly is_met: boolean;
}

/** What is expected of ours, in all scenarios that were run. */
export function expectationsOn(records: readonly RunRecord[], ours: string): Expectation[] {
  const own = records.filter(({ contestant }) => contestant === ours);
  return [
    ...own.flatMap((record) => [promises(record), ...(BY_SCENARIO[record.scenario.name]?.(record) ?? [])]),
    ...contest(records, ours),
  ];
}

const BY_SCENARIO: Readonly<Record<string, (record: RunRecord) => Expectation[]>> = {
  'hot-show': hotShow,
  overload,
  quiet,
};

function promises({ scenario, verdicts }: RunRecord): Expectation {
  const broken = verdicts.filter(({ faults }) => faults.length > 0);
  return {
    what: `${scenario.name}: promises broken, of ${verdicts.length}`,
    is: String(broken.length),
    expected: '0',
    is_met: broken.length === 0,
  };
}

const LATENCY_ALLOWED_MS = 25;
const SAMPLES_LEAST = 10_000;
const HOT_SEATS = 300;

function hotShow(record: RunRecord): Expectation[] {
  const [light, ...later] = record.phases;
  if (light === undefined) return [];
  const allowed_ms = Math.max(LATENCY_ALLOWED_MS, 2 * light.accepted.p99);
  const worst = later.reduce((most, { accepted }) => Math.max(most, accepted.p99), 0);
  const samples = later.reduce((sum, { accepted }) => sum + accepted.count, 0);
  const booked = record.crowd_seats_booked ?? 0;
  return [
    {
      what: 'hot-show: seats booked',
      is: readable(booked),
      expected: String(HOT_SEATS),
      is_met: booked === HOT_SEATS,
    },
    below('hot-show: p99 of accepted requests in the surge, ms', worst, allowed_ms),
    {
      what: 'hot-show: requests it is taken from',
      is: readable(samples),
      expected: `${readable(SAMPLES_LEAST)} or more`,
      is_met: samples >= SAMPLES_LEAST,
    },
  ];
}

const KEPT_UNDER_OVERLOAD = 0.7;
const SLOWER_UNDER_OVERLOAD = 3;
const REFUSED_WITHIN_MS = 50;
const BACK_WITHIN_S = 2;

function overload(record: RunRecord): Expectation[] {
  const [half, full, over, again] = record.phases;
  if (half === undefined || full === undefined || over === undefined || again === undefined) return [];
  const kept = over.accepted_per_second / full.accepted_per_second;
  const back_s = backToNormal(record, [half, full, over]);
  return [
    {
      what: 'overload: accepted a second, of that at full load',
      is: `${readable(kept * 100)} %`,
      expected: `${readable(KEPT_UNDER_OVERLOAD * 100)} % or more`,
      is_met: kept >= KEPT_UNDER_OVERLOAD,
    },
    below(
      'overload: p99 of what is accepted, ms',
      over.accepted.p99,
      SLOWER_UNDER_OVERLOAD * half.accepted.p99,
    ),
    below('overload: p99 of refusals, ms', over.refused.p99, REFUSED_WITHIN_MS),
    below('overload: back to normal after, s', back_s, BACK_WITHIN_S),
  ];
}

/** So many intervals in a row without refusals, and as fast as at half load, are normal. */
const NORMAL_INTERVALS = 4;

/** Seconds from the end of the overload until all is as it was at half load. */
function backToNormal({ intervals }: RunRecord, before: readonly PhaseFigures[]): number {
  const over_s = before.reduce((sum, { lasts_s }) => sum + lasts_s, 0);
  const allowed_ms = Math.max(LATENCY_ALLOWED_MS, SLOWER_UNDER_OVERLOAD * (before[0]?.accepted.p99 ?? 0));
  let in_a_row = 0;
  for (const { at_s, refused, p99_ms } of intervals) {
    if (at_s < over_s) continue;
    in_a_row = refused === 0 && (p99_ms ?? 0) <= allowed_ms ? in_a_row + 1 : 0;
    if (in_a_row === NORMAL_INTERVALS) return at_s - over_s - ((NORMAL_INTERVALS - 1) * INTERVAL_MS) / 1_000;
  }
  return Number.POSITIVE_INFINITY;
}

const SLOWER_BESIDE_SURGE = 2;

function quiet(record: RunRecord): Expectation[] {
  const [alone, beside] = record.phases;
  if (alone?.quiet === undefined || beside?.quiet === undefined) return [];
  return [
    below(
      "quiet: p99 at the quiet shows beside another's surge, ms",
      beside.quiet.p99,
      SLOWER_BESIDE_SURGE * alone.quiet.p99,
    ),
  ];
}

const TIMES_POSTGRES = 3;

/** Accepted reservations a second at the highest load that was still carried; see `saturation.ts`. */
export function carriedReservations({ phases }: RunRecord): number {
  return phases.filter(isCarried).reduce((most, phase) => Math.max(most, phase.reservations_per_second), 0);
}

function contest(records: readonly RunRecord[], ours: string): Expectation[] {
  const rotation = records.filter(({ scenario }) => scenario.name === 'rotation');
  const own = rotation.find(({ contestant }) => contestant === ours);
  const postgres = rotation.filter(({ contestant }) => contestant.startsWith('PostgreSQL'));
  if (own === undefined || postgres.length === 0) return [];
  const best = Math.max(...postgres.map(carriedReservations));
  const times = best === 0 ? Number.POSITIVE_INFINITY : carriedReservations(own) / best;
  return [
    {
      what: "rotation: reservations a second, of PostgreSQL's best plan",
      is: `${readable(times)} times`,
      expected: `${TIMES_POSTGRES} times or more`,
      is_met: times >= TIMES_POSTGRES,
    },
  ];
}

function below(what: string, is: number, allowed: number): Expectation {
  return { what, is: readable(is), expected: `${readable(allowed)} at most`, is_met: is <= allowed };
}
