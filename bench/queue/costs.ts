import type { QueueCost } from '../surge/report/queue-point.ts';
import { BATCH, joinMany, leaveSomewhere, lookAnywhere, type Queue, serveHeads } from './queue.ts';
import type { Stage } from './stage.ts';

/** Until the compiler has seen enough. */
const WARM_ROUNDS = 40;
const ROUNDS = 160;

export interface Costs {
  readonly join_us: QueueCost;
  readonly leave_us: QueueCost;
  readonly serve_us: QueueCost;
  readonly look_us: QueueCost;
}

/** Measures each command at this length of the queue, which is as long afterwards as before. */
export async function measureCosts(stage: Stage, queue: Queue): Promise<Costs> {
  const joins: number[] = [];
  const leaves: number[] = [];
  const serves: number[] = [];
  const looks: number[] = [];
  for (let round = -WARM_ROUNDS; round < ROUNDS; round += 1) {
    const is_counted = round >= 0;
    const steps = async (counted: number[], act: () => Promise<void>): Promise<void> => {
      const gaps = await betweenAppends(stage, act);
      if (is_counted) counted.push(...gaps);
    };
    await steps(joins, () => joinMany(stage, queue, BATCH));
    await steps(leaves, () => leaveSomewhere(stage, queue, BATCH));
    await steps(joins, () => joinMany(stage, queue, BATCH));
    await steps(serves, () => serveHeads(stage, queue, BATCH));
    const began = performance.now();
    await lookAnywhere(stage, queue, BATCH);
    if (is_counted) looks.push(((performance.now() - began) * 1_000) / BATCH);
  }
  return {
    join_us: costOf(joins),
    leave_us: costOf(leaves),
    serve_us: costOf(serves),
    look_us: costOf(looks),
  };
}

/** Microseconds. */
async function betweenAppends(stage: Stage, act: () => Promise<void>): Promise<number[]> {
  stage.appended_at.length = 0;
  await act();
  const { appended_at } = stage;
  return appended_at.slice(1).map((at, index) => (at - (appended_at[index] ?? at)) * 1_000);
}

function costOf(samples: number[]): QueueCost {
  samples.sort((one, other) => one - other);
  const at = (share: number): number => samples[Math.floor(share * (samples.length - 1))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}
