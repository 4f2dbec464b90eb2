import { median, readable } from '../report/numbers.ts';
import { table } from '../report/table.ts';
import type { Growth } from './growth.ts';
import type { Outcome } from './load.ts';

/** What is expected of the figures. */
const P99_BELOW_MS = 20;
const OF_BARE_FASTIFY = 0.5;

export interface Runs {
  readonly name: string;
  readonly outcomes: readonly Outcome[];
}

export function loadTable(runs: readonly Runs[]): string {
  return table(
    [
      'over HTTP',
      'requests/s',
      'min',
      'max',
      'p50 ms',
      'p99 ms',
      'seats/s',
      'sale p99 ms',
      'server CPU µs',
      'cores busy',
      'refused',
    ],
    runs.map(({ name, outcomes }) => {
      const rates = outcomes.map(({ requests_per_second }) => requests_per_second);
      const middle = (of: (outcome: Outcome) => number): string => readable(median(outcomes.map(of)));
      return [
        name,
        ...[median(rates), Math.min(...rates), Math.max(...rates)].map((rate) => readable(Math.round(rate))),
        middle(({ latency }) => latency.p50),
        middle(({ latency }) => latency.p99),
        middle(({ seats_per_second }) => Math.round(seats_per_second)),
        middle(({ sale }) => sale.p99),
        middle(({ cpu_us }) => Math.round(cpu_us)),
        middle(({ busy_cores }) => busy_cores ?? 0),
        String(outcomes.reduce((sum, { refused }) => sum + refused, 0)),
      ];
    }),
  );
}

export function growthTable(growths: ReadonlyMap<number, Growth>): string {
  const sizes = [...growths];
  const kinds = [...(sizes[0]?.[1].kinds.keys() ?? [])];
  const cells = (of: (growth: Growth) => readonly number[]): string[] =>
    sizes.flatMap(([, growth]) => of(growth).map((ms) => readable(ms * 1_000)));
  return table(
    ['one search alone, µs', ...sizes.flatMap(([percent]) => [`${percent} % p50`, 'p99'])],
    [
      ['the mix', ...cells(({ all }) => [all.p50, all.p99])],
      ...kinds.map((name) => [
        name,
        ...cells(({ kinds }) => [kinds.get(name)?.p50 ?? 0, kinds.get(name)?.p99 ?? 0]),
      ]),
    ],
  );
}

/** How it stands beside what was expected. */
export function expectationTable(
  growths: ReadonlyMap<number, Growth>,
  searches: Runs,
  listings: Runs,
  bare: Runs,
): string {
  const rate = ({ outcomes }: Runs): number =>
    median(outcomes.map(({ requests_per_second }) => requests_per_second));
  const p99 = median(searches.outcomes.map(({ latency }) => latency.p99));
  const share = rate(listings) / rate(bare);
  const sizes = [...growths.values()];
  const [least, most] = [sizes[0], sizes.at(-1)];
  const rows = [
    verdict('p99 of searches while seats are sold, ms', p99, P99_BELOW_MS, p99 < P99_BELOW_MS, 'below'),
    verdict(
      'listings beside a bare Fastify route',
      share,
      OF_BARE_FASTIFY,
      share >= OF_BARE_FASTIFY,
      'at least',
    ),
  ];
  if (least !== undefined && most !== undefined && least !== most) {
    const grown = most.all.p50 / least.all.p50;
    const logarithm = Math.log(most.shows) / Math.log(least.shows);
    rows.push(
      verdict(
        `p50 of the mix, ${readable(most.shows / least.shows)} × the shows`,
        grown,
        logarithm,
        grown <= logarithm,
        'at most',
      ),
    );
  }
  return table(['expectation', 'is', 'expected', ''], rows);
}

function verdict(name: string, is: number, expected: number, is_met: boolean, word: string): string[] {
  return [name, readable(is), `${word} ${readable(expected)}`, is_met ? 'met' : 'NOT MET'];
}
