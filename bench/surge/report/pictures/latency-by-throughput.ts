import type { RunRecord } from '../../record.ts';
import { countOf, millisecondsOf } from '../axes.ts';
import { CARRIED_BELOW_MS, isOurs } from '../contest.ts';
import { type Colour, paint } from '../palette.ts';
import type { Layer, Picture } from '../picture.ts';

const OTHERS: readonly Colour[] = ['rose', 'sand', 'green', 'wine', 'cyan', 'olive'];

/** What each further reservation costs those who wait. */
export function latencyByThroughput(records: readonly RunRecord[]): Picture {
  const others = records.filter((record) => !isOurs(record));
  const colourOf = (record: RunRecord): Colour =>
    isOurs(record) ? 'accepted' : (OTHERS[others.indexOf(record) % OTHERS.length] ?? 'quiet');
  return {
    name: 'latency-by-throughput',
    title: 'What more work does to those who wait',
    tells: `A dot is a phase of the run. 99 of 100 accepted requests took no longer than it is high; the broken line is ${CARRIED_BELOW_MS} ms.`,
    legend: records.map((record) => ({ label: record.contestant, colour: colourOf(record), mark: 'dot' })),
    span: 'half',
    plot_height: 220,
    axes: 'named',
    layers() {
      const phases = records.map(({ phases }) => phases.filter(({ accepted }) => accepted.count > 0));
      const y = millisecondsOf('p99_ms', [
        CARRIED_BELOW_MS,
        ...phases.flat().map(({ accepted }) => accepted.p99),
      ]);
      return [
        ...records.map((record, index): Layer => {
          const colour = paint(colourOf(record));
          return {
            data: {
              values: (phases[index] ?? []).map(({ reservations_per_second, accepted }, order) => ({
                order,
                reservations_per_second,
                p99_ms: accepted.p99,
              })),
            },
            // Only where each phase asks for more than the one before, there is a way from one to the next.
            mark: {
              type: 'line',
              stroke: record.scenario.until_saturated === true ? colour : 'transparent',
              point: { fill: colour, stroke: colour, size: 24 },
            },
            encoding: {
              x: {
                ...countOf('reservations_per_second', 'accepted reservations a second'),
                scale: { domainMin: 0 },
              },
              y,
              order: { field: 'order', type: 'quantitative' },
            },
          };
        }),
        {
          data: { values: [{ p99_ms: CARRIED_BELOW_MS }] },
          mark: { type: 'rule', stroke: paint('quiet'), strokeDash: [4, 3] },
          encoding: { y },
        },
      ];
    },
  };
}
