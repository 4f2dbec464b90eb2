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
  const queue = createPacedQueue({ slice_ms: 1, most: 100, least: 1 }, () => 0);
  const done: string[] = [];
  const note = (name: string) => (): void => void done.push(name);
  const first_slice = new Promise<string[]>((resolve) => {
    // What a slice does it does at once, and this comes right after it.
    queue.add(() => queueMicrotask(() => resolve([...done])));
  });
  queue.add(note('second'));
  const last = new Promise<void>((resolve) => queue.add(resolve));
  assert.equal(await first_slice, []);
  await last;
  assert.equal(done, ['second']);
});

paced.run();
