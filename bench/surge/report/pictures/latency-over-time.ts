import type { RunRecord } from '../../record.ts';
import { millisecondsOf } from '../axes.ts';
import { type Colour, paint } from '../palette.ts';
import type { Layer, Picture } from '../picture.ts';
import { type Moment, momentsOf, phaseBands, timeAxis } from '../timeline.ts';

type LatencyField = 'p50_ms' | 'p99_ms' | 'refused_p99_ms';

const LINES: readonly { field: LatencyField; label: string; colour: Colour }[] = [
  { field: 'p50_ms', label: 'accepted: half within', colour: 'accepted-faint' },
  { field: 'p99_ms', label: 'accepted: 99 of 100 within', colour: 'accepted' },
  { field: 'refused_p99_ms', label: 'refused: 99 of 100 within', colour: 'refused' },
];

/** How long answers took. */
export function latencyOverTime(record: RunRecord): Picture {
  return {
    name: 'latency-over-time',
    title: 'How long answers took',
    tells:
      'From when a request was due to the end of its answer, so a server that falls behind cannot hide it. ' +
      'Each step up is ten times as long. Long polls are not in it.',
    legend: LINES.map(({ label, colour }) => ({ label, colour, mark: 'line' })),
    span: 'whole',
    plot_height: 170,
    left: 'numbers',
    layers(frame) {
      const moments = momentsOf(record, frame);
      const told = LINES.flatMap(({ field }) => toldOf(moments, field));
      return [
        ...phaseBands(record, frame),
        ...LINES.map(
          ({ field, colour }): Layer => ({
            data: { values: moments },
            mark: { type: 'line', stroke: paint(colour), clip: true },
            encoding: { x: timeAxis(record, frame), y: millisecondsOf(field, told) },
          }),
        ),
      ];
    },
  };
}

function toldOf(moments: readonly Moment[], field: LatencyField): number[] {
  return moments.map((moment) => moment[field]).filter((value) => value !== null);
}
