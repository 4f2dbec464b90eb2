import type { Latency } from '../report/latency.ts';
import { median, readable } from '../report/numbers.ts';
import { table } from '../report/table.ts';
import type { Outcome } from './contestant.ts';
import type { FieldResult } from './rounds.ts';

/** A field's table: medians of all rounds, and how ours stands beside each rival. */
export function fieldTable({ field, ours, rivals }: FieldResult): string {
  const our_rate = median(ours.map(rateOf));
  const rows = [
    ['boxoffice', ...rates(ours), '', '', ...latencies(ours.map(({ cycle }) => cycle)), cores(ours)],
    ...rivals.map(({ rival, name, outcomes }) => {
      const ratio = our_rate / median(outcomes.map(rateOf));
      const expected = field.expected[rival];
      return [
        name,
        ...rates(outcomes),
        `${readable(ratio)} ×`,
        expected === undefined ? '' : `≥ ${expected} × ${ratio >= expected ? 'yes' : 'NO'}`,
        ...latencies(outcomes.map(({ cycle }) => cycle)),
        cores(outcomes),
      ];
    }),
  ];
  const columns = ['cycles/s', 'min', 'max', 'ours is', 'expected', 'cycle p50 ms', 'p99 ms', 'cores busy'];
  return table([field.name, ...columns], rows);
}

export function inFlightTable(results: readonly { in_flight: number; outcome: Outcome }[]): string {
  const head = [
    'in flight',
    'cycles/s',
    'request p50 ms',
    'p99 ms',
    'max ms',
    'steps a commit',
    'cores busy',
  ];
  return table(
    head,
    results.map(({ in_flight, outcome }) => [
      String(in_flight),
      readable(outcome.cycles_per_second),
      ...(outcome.request === null
        ? ['', '', '']
        : [outcome.request.p50, outcome.request.p99, outcome.request.max].map(readable)),
      outcome.shape === null ? '' : readable(outcome.shape.steps_a_commit),
      cores([outcome]),
    ]),
  );
}

function rateOf({ cycles_per_second }: Outcome): number {
  return cycles_per_second;
}

function rates(outcomes: readonly Outcome[]): string[] {
  const all = outcomes.map(rateOf);
  return [median(all), Math.min(...all), Math.max(...all)].map((rate) => readable(Math.round(rate)));
}

function latencies(of: readonly (Latency | null)[]): string[] {
  const told = of.filter((latency) => latency !== null);
  if (told.length === 0) return ['', ''];
  return [median(told.map(({ p50 }) => p50)), median(told.map(({ p99 }) => p99))].map(readable);
}

function cores(outcomes: readonly Outcome[]): string {
  const told = outcomes.map(({ busy_cores }) => busy_cores).filter((busy) => busy !== null);
  return told.length === 0 ? '' : median(told).toFixed(1);
}
