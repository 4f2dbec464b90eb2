import type { RunRecord } from '../../record.ts';
import { countOf } from '../axes.ts';
import { paint } from '../palette.ts';
import type { Picture } from '../picture.ts';
import { momentsOf, phaseBands, timeAxis } from '../timeline.ts';

/** How many waited. */
export function queueLength(record: RunRecord): Picture | null {
  if (!record.intervals.some(({ waiting, connections }) => waiting > 0 || connections > 0)) return null;
  return {
    name: 'queue-length',
    title: 'How many people waited in a queue',
    tells: 'Over all shows. Each of them keeps a connection open to hear of it at once.',
    legend: [
      { label: 'users waiting', colour: 'waiting', mark: 'area' },
      { label: 'connections open', colour: 'connections', mark: 'line' },
    ],
    span: 'whole',
    plot_height: 120,
    axes: 'time',
    layers(frame) {
      const data = { values: momentsOf(record, frame) };
      const x = timeAxis(record, frame);
      return [
        ...phaseBands(record, frame),
        {
          data,
          mark: { type: 'area', fill: paint('waiting') },
          encoding: { x, y: countOf('waiting', 'users') },
        },
        {
          data,
          mark: { type: 'line', stroke: paint('connections') },
          encoding: { x, y: countOf('connections', 'users') },
        },
      ];
    },
  };
}
