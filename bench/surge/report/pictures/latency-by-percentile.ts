import type { KindLatency, RunRecord } from '../../record.ts';
import { millisecondsOf } from '../axes.ts';
import { KIND_STYLES, paint } from '../palette.ts';
import type { Layer, Picture, X } from '../picture.ts';
import { milliseconds, words } from '../words.ts';

/** One in so many: the axis is stretched towards the slowest, a step for each further nine. */
const STEPS = [1, 10, 100, 1_000, 10_000, 100_000];
const PERCENT_LABEL = "format(100 - 100 / datum.value, '~') + (datum.value > 1000 ? '' : ' %')";

/** How long the slowest had to wait. */
export function latencyByPercentile(record: RunRecord): Picture | null {
  const kinds = record.latencies.filter(({ latency }) => latency.count > 0);
  if (kinds.length === 0) return null;
  return {
    name: 'latency-by-percentile',
    title: 'How long each share of the requests took, by kind',
    tells:
      'To the right are ever rarer requests: at 99.9 %, one in a thousand took longer. ' +
      'What may be refused under too much load is drawn whole; what never is, broken.',
    legend: kinds.map(({ kind, latency }) => ({
      label: `${words(kind)}: p99 ${milliseconds(latency.p99)}`,
      colour: KIND_STYLES[kind].colour,
      mark: KIND_STYLES[kind].dash.length > 0 ? 'dashed' : 'line',
    })),
    span: 'half',
    plot_height: 260,
    axes: 'named',
    layers() {
      const x: X = {
        field: 'one_in',
        type: 'quantitative',
        scale: { type: 'log', domain: [1, STEPS.at(-1) ?? 1], nice: false },
        axis: {
          title: 'share of the requests that took no longer',
          grid: true,
          values: STEPS,
          labelExpr: PERCENT_LABEL,
        },
      };
      const all_ms = kinds.flatMap(({ distribution }) => distribution.map(([, ms]) => ms));
      return kinds.map((each): Layer => {
        const { colour, dash } = KIND_STYLES[each.kind];
        return {
          data: { values: pointsOf(each) },
          mark: { type: 'line', stroke: paint(colour), strokeDash: dash, strokeCap: 'butt', clip: true },
          encoding: { x, y: millisecondsOf('ms', all_ms) },
        };
      });
    },
  };
}

/** Up to the share that was measured: of 1,000 requests nothing is known of one in 10,000. */
function pointsOf({ latency, distribution }: KindLatency): { one_in: number; ms: number }[] {
  return distribution
    .map(([percentile, ms]) => ({ one_in: 100 / (100 - percentile), ms }))
    .filter(({ one_in }) => one_in <= latency.count);
}
