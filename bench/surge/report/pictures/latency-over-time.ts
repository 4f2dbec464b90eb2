import type { RunRecord } from '../../record.ts';
import { millisecondsOf } from '../axes.ts';
import { type Colour, paint } from '../palette.ts';
import type { Layer, Picture } from '../picture.ts';
import { type Moment, momentsOf, phaseBands, timeAxis } from '../timeline.ts';

type LatencyField = 'client_late_ms' | 'p50_ms' | 'p99_ms' | 'refused_p99_ms';

/** Not the server's, so it is drawn another way. */
const OWN_DELAY = 'client_late_ms';

const LINES: readonly { field: LatencyField; label: string; colour: Colour }[] = [
  { field: OWN_DELAY, label: 'the users’ own machine late by', colour: 'client' },
  { field: 'p50_ms', label: 'accepted: half within', colour: 'accepted-faint' },
  { field: 'p99_ms', label: 'accepted: 99 of 100 within', colour: 'accepted' },
  { field: 'refused_p99_ms', label: 'refused: 99 of 100 within', colour: 'refused' },
];

/** How long answers took. */
export function latencyOverTime(record: RunRecord): Picture | null {
  const lines = LINES.filter(({ field }) =>
    record.intervals.some((interval) => (interval[field] ?? null) !== null),
  );
  if (lines.length === 0) return null;
  return {
    name: 'latency-over-time',
    title: 'How long answers took',
    tells:
      'From when a request was due to the end of its answer, so a server that falls behind cannot hide it. ' +
      'Each step up is ten times as long. Long polls are not in it. Where the users’ machine was late itself, ' +
      'that is in the latencies too.',
    legend: lines.map(({ field, label, colour }) => ({
      label,
      colour,
      mark: field === OWN_DELAY ? 'dashed' : 'line',
    })),
    span: 'whole',
    plot_height: 170,
    axes: 'time',
    layers(frame) {
      const moments = momentsOf(record, frame);
      const told = lines.flatMap(({ field }) => toldOf(moments, field));
      return [
        ...phaseBands(record, frame),
        ...lines.map(
          ({ field, colour }): Layer => ({
            data: { values: moments },
            mark: {
              type: 'line',
              stroke: paint(colour),
              strokeDash: field === OWN_DELAY ? [4, 3] : [],
              strokeCap: field === OWN_DELAY ? 'butt' : 'round',
              clip: true,
            },
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
