import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectGarbage, residentMemory } from '../machine/memory.ts';
import { measureCosts } from './costs.ts';
import { captured, look, pay } from './people.ts';
import type { Ended, Filled, FillPhase, Phase, PhaseMessage, WakePhase, Woken } from './phase.ts';
import { askAll, BATCH, fillHall, joinMany, leaveSomewhere, type Queue, queueOf } from './queue.ts';
import { openStage, type Stage } from './stage.ts';
import { startTurnMeter } from './turn-meter.ts';

/** How many join at a time. */
const ARRIVALS = 256;

/** Beyond all shows that are measured. */
const WARM_UP_SHOW = 1_000;
const OTHER_SHOW = 1_001;

/** Where the next process finds who waits and who holds a seat. */
const QUEUE_FILE = 'queue.json';

// One phase in a process of its own: its one argument is the phase, its message is what it has seen.
const phase: Phase = JSON.parse(process.argv[2] ?? '');
await tell({ type: 'done', outcome: phase.type === 'fill' ? await fill(phase) : await wake(phase) });
process.kill(process.pid, 'SIGKILL');

async function fill({ folder, waiting, shows }: FillPhase): Promise<Filled> {
  const stage = await openStage(folder);
  const queues = Array.from({ length: shows }, (_, show) => queueOf(show));
  for (const queue of queues) await fillHall(stage, queue);
  await warmUp(stage);
  const before = await memoryInUse();
  const meter = startTurnMeter();
  stage.onSnapshot = meter.noteSnapshot;
  for (const queue of queues) {
    while (queue.waiting.length < waiting) {
      await joinMany(stage, queue, Math.min(ARRIVALS, waiting - queue.waiting.length));
    }
  }
  const after = await memoryInUse();
  const users = waiting * shows;
  const [first] = queues;
  if (first === undefined) throw new RangeError('there is no queue to measure');
  const costs = await measureCosts(stage, first);
  const turns = await meter.stop();
  writeFileSync(join(folder, QUEUE_FILE), JSON.stringify(first));
  return {
    ...costs,
    bytes_a_waiting_user: (after.used - before.used) / users,
    resident_bytes_a_waiting_user: (after.resident - before.resident) / users,
    turns,
  };
}

/** In a show of its own, until the code that is measured is compiled. */
async function warmUp(stage: Stage): Promise<void> {
  const queue = queueOf(WARM_UP_SHOW);
  await fillHall(stage, queue);
  for (let round = 0; round < 50; round += 1) {
    await joinMany(stage, queue, BATCH);
    await leaveSomewhere(stage, queue, BATCH);
  }
}

async function wake({ folder }: WakePhase): Promise<Woken> {
  const queue: Queue = JSON.parse(readFileSync(join(folder, QUEUE_FILE), 'utf8'));
  const meter = startTurnMeter();
  const stage = await openStage(folder);
  const asked_at = performance.now();
  await askAll(stage, queue, [look(queue.waiting.at(-1) ?? 0)], 'waiting');
  // `performance.now()` counts from the start of the process.
  const first_answer_ms = performance.now();
  const turns = await meter.stop();
  return { first_answer_ms, asked_ms: first_answer_ms - asked_at, turns, ended: await endAll(stage, queue) };
}

/** Sells every seat, by which nobody in the queue can be served any more. */
async function endAll(stage: Stage, queue: Queue): Promise<Ended> {
  const { engine } = stage;
  const other = queueOf(OTHER_SHOW);
  await fillHall(stage, other);
  await askAll(stage, queue, queue.holding.map(pay), 'payment');
  const [last = 0, ...others] = queue.holding;
  await askAll(stage, queue, others.map(captured), 'done');
  await collectGarbage();
  let told = 0;
  engine.onFact(({ ended_waitings }) => {
    told += ended_waitings.length;
  });
  const meter = startTurnMeter();
  const began = performance.now();
  const ending = askAll(stage, queue, [captured(last)], 'done');
  await new Promise((resolve) => setImmediate(resolve));
  const other_began = performance.now();
  await askAll(stage, other, other.holding.slice(0, 1).map(pay), 'payment');
  const other_show_ms = performance.now() - other_began;
  await ending;
  while (told < queue.waiting.length) await new Promise((resolve) => setImmediate(resolve));
  const told_ms = performance.now() - began;
  return { users: told, told_ms, other_show_ms, turns: await meter.stop() };
}

/** Resolves once the message has left this process. */
function tell(message: PhaseMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });
}

async function memoryInUse(): Promise<{ used: number; resident: number }> {
  await collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return { used: heapUsed + external, resident: residentMemory().now };
}
