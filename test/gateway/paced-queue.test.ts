import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createPacedQueue } from '../../src/gateway/live/paced-queue.ts';

const paced = suite('a paced queue');

paced('does each task once, in the order they came, so many a slice', async () => {
  const queue = createPacedQueue({ slice_ms: 1, most: 2, least: 1 }, () => performance.now());
  const done: string[] = [];
  const note = (name: string) => (): void => void done.push(name);
  const [first, second, third, dropped] = [note('first'), note('second'), note('third'), note('dropped')];
  await new Promise<void>((resolve) => {
    for (const task of [first, dropped, second, first, second, third, resolve]) queue.add(task);
    queue.drop(dropped);
    assert.equal(done, [], 'nothing at once');
  });
  assert.equal(done, ['first', 'second', 'third']);
  queue.add(first);
  queue.close();
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.is(done.length, 3, 'nothing once it is closed');
});

paced('does the least a slice where nothing else leaves time for more', async () => {
  const queue = createPacedQueue({ slice_ms: 1, most: 100, least: 3 }, () => 0);
  const done: number[] = [];
  const slices: number[][] = [];
  // What a slice does it does at once, and this comes right after its first task.
  const note = (number: number): void => {
    if (done.length === 0) queueMicrotask(() => slices.push(done.splice(0)));
    done.push(number);
  };
  await new Promise<void>((resolve) => {
    for (let number = 1; number <= 7; number += 1) queue.add(() => note(number));
    queue.add(() => queueMicrotask(resolve));
  });
  assert.equal(slices, [[1, 2, 3], [4, 5, 6], [7]]);
});

paced.run();
