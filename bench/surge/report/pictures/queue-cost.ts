import { countOf, peopleOf } from '../axes.ts';
import { type Colour, paint } from '../palette.ts';
import type { Layer, Picture } from '../picture.ts';
import type { QueuePoint } from '../queue-point.ts';

const COMMANDS: readonly { field: 'join_us' | 'leave_us' | 'serve_us'; label: string; colour: Colour }[] = [
  { field: 'join_us', label: 'join', colour: 'wine' },
  { field: 'leave_us', label: 'leave', colour: 'teal' },
  { field: 'serve_us', label: 'serve', colour: 'indigo' },
];

/** What a queue's length costs. */
export function queueCost(points: readonly QueuePoint[]): Picture {
  const lengths = points.map(({ waiting }) => waiting);
  return {
    name: 'queue-cost',
    title: 'What joining, leaving and serving cost, however many wait',
    tells:
      'Of one command within the engine: half take no longer than the line, 99 of 100 no longer than the broken one.',
    legend: COMMANDS.map(({ label, colour }) => ({ label, colour, mark: 'line' })),
    span: 'half',
    plot_height: 220,
    axes: 'named',
    layers: () =>
      COMMANDS.flatMap(({ field, colour }) =>
        (['p50', 'p99'] as const).map(
          (percentile): Layer => ({
            data: {
              values: points.map((point) => ({ waiting: point.waiting, us: point[field][percentile] })),
            },
            mark: {
              type: 'line',
              stroke: paint(colour),
              strokeDash: percentile === 'p99' ? [4, 3] : [],
              point: { fill: paint(colour), size: 20 },
            },
            encoding: {
              x: peopleOf('waiting', 'users waiting', lengths),
              y: { ...countOf('us', 'µs'), scale: { domainMin: 0 } },
            },
          }),
        ),
      ),
  };
}
