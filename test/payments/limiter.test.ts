import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createLimiter } from '../../src/payments/limiter.ts';

const limiter = suite('limiter');

/** A task that ends when it is told to. */
function heldTask() {
  let finish: (error?: Error) => void = () => {};
  const ended = new Promise<void>((resolve, reject) => {
    finish = (error) => (error === undefined ? resolve() : reject(error));
  });
  return { ended, finish };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

limiter('runs at most so many at once, in the order given', async () => {
  const limited = createLimiter(2);
  const tasks = Array.from({ length: 5 }, heldTask);
  const started: number[] = [];
  const results = tasks.map((task, index) =>
    limited(async () => {
      started.push(index);
      await task.ended;
      return index;
    }),
  );
  await nextTurn();
  assert.equal(started, [0, 1]);

  tasks[1]?.finish();
  await nextTurn();
  assert.equal(started, [0, 1, 2]);

  for (const task of tasks) task.finish();
  assert.equal(await Promise.all(results), [0, 1, 2, 3, 4]);
});

limiter('a task that fails makes room as well', async () => {
  const limited = createLimiter(1);
  const failing = heldTask();
  const first = limited(() => failing.ended);
  const second = limited(async () => 'done');
  failing.finish(new Error('no'));
  assert.is(await first.catch((error: Error) => error.message), 'no');
  assert.is(await second, 'done');
});

limiter.run();
