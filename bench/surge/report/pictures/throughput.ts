import type { RunRecord } from '../../record.ts';
import { barLayers, barsHeight } from '../bars.ts';
import { bestCarried, isOurs } from '../contest.ts';
import type { Picture } from '../picture.ts';
import { rate } from '../words.ts';

/** Who can carry how much. */
export function throughput(records: readonly RunRecord[]): Picture {
  const bars = records.map((record) => {
    const best = bestCarried(record);
    return {
      label: record.contestant,
      length: best?.reservations_per_second ?? 0,
      colour: isOurs(record) ? ('accepted' as const) : ('connections' as const),
      figure: best === null ? 'in no phase below 100 ms' : `${rate(best.reservations_per_second)} a second`,
    };
  });
  return {
    name: 'throughput',
    title: 'Who can carry how much',
    tells:
      'Accepted reservations a second in the best phase in which 99 of 100 accepted requests took less than 100 ms.',
    legend: [],
    span: 'half',
    plot_height: barsHeight(bars.length),
    axes: 'names',
    layers: () => barLayers(bars),
  };
}
