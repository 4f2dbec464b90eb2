import { readable } from '../../../report/numbers.ts';
import type { RunRecord } from '../../record.ts';
import { countOf } from '../axes.ts';
import { type Colour, paint } from '../palette.ts';
import type { Picture } from '../picture.ts';
import { momentsOf, phaseBands, timeAxis } from '../timeline.ts';

const ANSWERS = ['accepted', 'refused', 'failed'] as const satisfies Colour[];
const UNIT = 'a second';

/** What was asked for, and what became of it. */
export function traffic(record: RunRecord): Picture | null {
  if (record.intervals.length === 0) return null;
  return {
    name: 'traffic',
    title: 'What was asked for, and what became of it',
    tells:
      'Answers a second: accepted, refused for too much load, and failed. The line is how many requests were due; ' +
      'the broken one how many users arrived.',
    legend: [
      ...ANSWERS.map((answer) => {
        const count = record.intervals.reduce((sum, interval) => sum + interval[answer], 0);
        return { label: `${answer}: ${readable(count)}`, colour: answer, mark: 'area' as const };
      }),
      { label: 'requests due', colour: 'asked', mark: 'line' },
      { label: 'users arriving', colour: 'asked', mark: 'dashed' },
    ],
    span: 'whole',
    plot_height: 190,
    axes: 'time',
    layers(frame) {
      const moments = momentsOf(record, frame);
      const x = timeAxis(record, frame);
      const stacked = moments.flatMap((moment) =>
        ANSWERS.map((answer, order) => ({ at_s: moment.at_s, answer, order, rate: moment[answer] })),
      );
      return [
        ...phaseBands(record, frame),
        {
          data: { values: stacked },
          mark: { type: 'area' },
          encoding: {
            x,
            y: { ...countOf('rate', UNIT), stack: 'zero' },
            order: { field: 'order' },
            color: {
              field: 'answer',
              type: 'nominal',
              scale: { domain: [...ANSWERS], range: ANSWERS.map(paint) },
              legend: null,
            },
          },
        },
        {
          data: { values: moments },
          mark: { type: 'line', stroke: paint('asked'), strokeWidth: 1 },
          encoding: { x, y: countOf('due', UNIT) },
        },
        // Its edge keeps it visible before the areas.
        {
          data: { values: moments },
          mark: { type: 'line', stroke: paint('ground'), strokeWidth: 3.5 },
          encoding: { x, y: countOf('arrivals', UNIT) },
        },
        {
          data: { values: moments },
          mark: { type: 'line', stroke: paint('asked'), strokeDash: [4, 3], strokeCap: 'butt' },
          encoding: { x, y: countOf('arrivals', UNIT) },
        },
      ];
    },
  };
}
