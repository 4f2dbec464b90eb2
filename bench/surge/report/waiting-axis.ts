import type { X } from './picture.ts';
import type { QueuePoint } from './queue-point.ts';

/** How many wait, each tick ten times as many. */
export function waitingAxis(points: readonly QueuePoint[]): X {
  const lengths = points.map(({ waiting }) => waiting);
  const from = Math.floor(Math.log10(Math.max(1, Math.min(...lengths))));
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...lengths))));
  return {
    field: 'waiting',
    type: 'quantitative',
    scale: { type: 'log', domain: [10 ** from, 10 ** to], nice: false },
    axis: {
      title: 'users waiting',
      format: '~s',
      values: Array.from({ length: to - from + 1 }, (_, step) => 10 ** (from + step)),
    },
  };
}
