import type { RunRecord, ServerSample } from '../record.ts';
import { type Colour, paint } from './palette.ts';
import type { Layer, Picture } from './picture.ts';
import { phaseBands, thinned, timeAxis } from './timeline.ts';

const MOST_POINTS = 300;

/** A picture of figures of the server over time, which differ only in which and in what they say. */
export interface SamplesSubject {
  readonly name: string;
  readonly title: string;
  readonly tells: string;
  readonly unit: string;
  readonly lines: readonly {
    readonly field: Exclude<keyof ServerSample, 'at_s'>;
    readonly label: string;
    readonly colour: Colour;
  }[];
}

/** Null where the server tells nothing of it. */
export function samplesPicture(record: RunRecord, subject: SamplesSubject): Picture | null {
  const lines = subject.lines.filter(({ field }) => record.samples.some((sample) => sample[field] !== null));
  if (lines.length === 0) return null;
  return {
    name: subject.name,
    title: subject.title,
    tells: subject.tells,
    legend: lines.map(({ label, colour }) => ({ label, colour, mark: 'line' })),
    span: 'half',
    plot_height: 130,
    axes: 'time',
    layers: (frame) => [
      ...phaseBands(record, frame),
      ...lines.map(
        ({ field, colour }): Layer => ({
          data: { values: thinned(record.samples, MOST_POINTS) },
          mark: { type: 'line', stroke: paint(colour), clip: true },
          encoding: {
            x: timeAxis(record, frame),
            y: {
              field,
              type: 'quantitative',
              scale: { domainMin: 0, nice: true },
              axis: { title: subject.unit, tickCount: 4, format: ',~r' },
            },
          },
        }),
      ),
    ],
  };
}
