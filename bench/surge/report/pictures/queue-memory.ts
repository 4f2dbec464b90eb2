import { countOf, peopleOf } from '../axes.ts';
import { paint } from '../palette.ts';
import type { Picture } from '../picture.ts';
import { type QueuePoint, WAITING_USER_BYTES } from '../queue-point.ts';

/** What each waiting user costs. */
export function queueMemory(points: readonly QueuePoint[]): Picture {
  const lengths = points.map(({ waiting }) => waiting);
  return {
    name: 'queue-memory',
    title: 'What a waiting user takes of the engine’s memory',
    tells: `Without their connections. The broken line is what is expected at most: ${WAITING_USER_BYTES} bytes.`,
    legend: [],
    span: 'half',
    plot_height: 220,
    axes: 'named',
    layers: () => [
      {
        data: { values: [...points] },
        mark: { type: 'line', stroke: paint('waiting'), point: { fill: paint('waiting'), size: 24 } },
        encoding: {
          x: peopleOf('waiting', 'users waiting', lengths),
          y: { ...countOf('bytes_a_waiting_user', 'bytes'), scale: { domainMin: 0 } },
        },
      },
      {
        data: { values: [{ bytes_a_waiting_user: WAITING_USER_BYTES }] },
        mark: { type: 'rule', stroke: paint('quiet'), strokeDash: [4, 3] },
        encoding: { y: { ...countOf('bytes_a_waiting_user', 'bytes'), scale: { domainMin: 0 } } },
      },
    ],
  };
}
