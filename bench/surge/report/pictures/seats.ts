import type { RunRecord } from '../../record.ts';
import { countOf } from '../axes.ts';
import { type Colour, paint } from '../palette.ts';
import type { Picture } from '../picture.ts';
import { momentsOf, phaseBands, timeAxis } from '../timeline.ts';

const STATES = ['booked', 'reserved', 'available'] as const satisfies Colour[];

/** What became of the seats. */
export function seats(record: RunRecord): Picture | null {
  if (record.intervals.length === 0) return null;
  return {
    name: 'seats',
    title: 'What became of the seats',
    tells: 'The seats of all shows by their state, as the answers to the users told it.',
    legend: STATES.map((state) => ({ label: state, colour: state, mark: 'area' })),
    span: 'whole',
    plot_height: 140,
    axes: 'time',
    layers(frame) {
      const states = momentsOf(record, frame).flatMap((moment) =>
        STATES.map((state, order) => ({ at_s: moment.at_s, state, order, seats: moment.seats[state] })),
      );
      return [
        ...phaseBands(record, frame),
        {
          data: { values: states },
          mark: { type: 'area', interpolate: 'step-after' },
          encoding: {
            x: timeAxis(record, frame),
            y: { ...countOf('seats', 'seats'), stack: 'zero', scale: { nice: false } },
            order: { field: 'order' },
            color: {
              field: 'state',
              type: 'nominal',
              scale: { domain: [...STATES], range: STATES.map(paint) },
              legend: null,
            },
          },
        },
      ];
    },
  };
}
