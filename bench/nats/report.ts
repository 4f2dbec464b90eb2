import { median, readable } from '../report/numbers.ts';
import { table } from '../report/table.ts';
import type { Contestant, Outcome } from './contestant.ts';
import type { Expectation, Race } from './races.ts';

/** What each contestant of a race did, round by round. */
export interface RaceResult {
  readonly race: Race;
  readonly outcomes: ReadonlyMap<Contestant, readonly Outcome[]>;
}

const MICROSECONDS_A_SECOND = 1_000_000;

/** A race's table: the medians of all rounds, and the CPU time of each process. */
export function raceTable({ race, outcomes }: RaceResult): string {
  const columns = [
    'operations/s',
    'min',
    'max',
    'p50 ms',
    'p99 ms',
    'client busy',
    'cores busy',
    'by others',
  ];
  const rows = Array.from(outcomes, ([{ name }, runs]) => {
    const rates = runs.map((run) => run.operations_per_second);
    return [
      name,
      ...[median(rates), Math.min(...rates), Math.max(...rates)].map((rate) => readable(Math.round(rate))),
      readable(median(runs.map((run) => run.operation.p50))),
      readable(median(runs.map((run) => run.operation.p99))),
      median(runs.map(clientBusy)).toFixed(2),
      coresOf(runs, ({ busy_cores }) => busy_cores),
      coresOf(runs, busyByOthers),
      cpuOfEach(runs),
    ];
  });
  return table([race.name, ...columns, 'CPU µs an operation'], rows);
}

/** How ours stands beside what was expected; null where nothing was. */
export function expectationTable({ race, outcomes }: RaceResult): string | null {
  if (race.expectations.length === 0) return null;
  const runsOf = (contestant: Contestant): readonly Outcome[] => outcomes.get(contestant) ?? [];
  const rows = race.expectations.flatMap((expectation) =>
    verdicts(expectation, runsOf(expectation.ours), runsOf(expectation.rival)),
  );
  return table([race.name, 'is', 'expected', ''], rows);
}

function verdicts(
  { ours, rival, rate, p99 }: Expectation,
  our_runs: readonly Outcome[],
  rival_runs: readonly Outcome[],
) {
  const rate_is = ratio(our_runs, rival_runs, (run) => run.operations_per_second);
  const rates = [
    `${ours.name}: rate beside ${rival.name}`,
    `${readable(rate_is)} ×`,
    `≥ ${rate} ×`,
    rate_is >= rate ? 'met' : `SHORT by ${percent(1 - rate_is / rate)}`,
  ];
  if (p99 === null) return [rates];
  const p99_is = ratio(our_runs, rival_runs, (run) => run.operation.p99);
  const latencies = [
    `${ours.name}: p99 beside ${rival.name}`,
    `${readable(p99_is)} ×`,
    `≤ ${p99} ×`,
    p99_is <= p99 ? 'met' : `OVER by ${percent(p99_is / p99 - 1)}`,
  ];
  return [rates, latencies];
}

/** Round by round, so that what slows the machine down for a while slows down both; of these the median. */
function ratio(ours: readonly Outcome[], rivals: readonly Outcome[], of: (run: Outcome) => number): number {
  return median(
    ours.flatMap((our_run, round) => {
      const rival_run = rivals[round];
      return rival_run === undefined ? [] : [of(our_run) / of(rival_run)];
    }),
  );
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** Of one core; near 1 the client itself would be what is measured. */
function clientBusy(run: Outcome): number {
  return coresBy(run, run.cpu_us.client ?? 0);
}

/** What is nobody's of the bench: other work on the machine, and the kernel's for the disk. */
function busyByOthers(run: Outcome): number | null {
  if (run.busy_cores === null) return null;
  const ours_us = Object.values(run.cpu_us).reduce((sum, cpu) => sum + cpu, 0);
  return Math.max(0, run.busy_cores - coresBy(run, ours_us));
}

function coresBy({ operations_per_second }: Outcome, cpu_us: number): number {
  return (cpu_us * operations_per_second) / MICROSECONDS_A_SECOND;
}

function coresOf(runs: readonly Outcome[], of: (run: Outcome) => number | null): string {
  const told = runs.map(of).filter((cores) => cores !== null);
  return told.length === 0 ? '' : median(told).toFixed(1);
}

/** e.g. `client 4.1, nats-server 3.2, engine 14`. */
function cpuOfEach(runs: readonly Outcome[]): string {
  return Object.keys(runs[0]?.cpu_us ?? {})
    .map((name) => `${name} ${median(runs.map((run) => run.cpu_us[name] ?? 0)).toFixed(1)}`)
    .join(', ');
}
