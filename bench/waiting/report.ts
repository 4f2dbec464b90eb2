import { readable } from '../report/numbers.ts';
import { table } from '../report/table.ts';
import type { Figure, Figures } from './figures.ts';
import type { Course } from './task.ts';

/** Issue 5: each hears of its change sooner than this, at p99. */
const P99_BELOW_MS = 1_000;

export function figuresTable(figures: Figures): string {
  const row = (name: string, { count, latency: { p50, p99, max } }: Figure): string[] => [
    name,
    readable(count),
    ...(count === 0 ? ['-', '-', '-'] : [p50, p99, max].map(readable)),
  ];
  return table(
    ['from the cause sent to the news arrived', 'count', 'p50 ms', 'p99 ms', 'max ms'],
    [
      row('served', figures.served),
      row('left the queue', figures.left),
      row('all at once: show cancelled', figures.show_cancelled),
      row('position: the old one wrong for', figures.position_corrected),
      row('position: overtaken already, for', figures.position_overtaken),
    ],
  );
}

export function expectationTable({ served, show_cancelled }: Figures): string {
  const verdict = (name: string, { latency: { p99 } }: Figure): string[] => [
    `p99 of ${name}, ms`,
    readable(p99),
    `below ${readable(P99_BELOW_MS)}`,
    p99 < P99_BELOW_MS ? 'met' : 'NOT MET',
  ];
  return table(
    ['expectation', 'is', 'expected', ''],
    [verdict('served', served), verdict('show cancelled', show_cancelled)],
  );
}

export function cpuLine({ cpu_s, lasted_s }: Course): string {
  const cores = Object.entries(cpu_s).map(([name, seconds]) => `${name} ${readable(seconds / lasted_s)}`);
  return `cores busy on average over ${readable(lasted_s)} s: ${cores.join(', ')}`;
}
