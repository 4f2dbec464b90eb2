import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createPacedQueue } from '../../src/gateway/live/paced-queue.ts';

const paced = suite('a paced queue');

paced('does each task once, in the order they came, so many a slice', async () => {
  const queue = createPacedQueue(2, 1);
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

paced.run();
