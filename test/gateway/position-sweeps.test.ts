import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createPositionSweeps } from '../../src/gateway/live/position-sweeps.ts';
import { openStillQueue } from './still-queue.ts';

const sweeps = suite('sweeps of positions');

sweeps('whoever leaves is not to be read any more, and holds up nobody who stays', () => {
  const reads = openStillQueue();
  const positions = createPositionSweeps(reads, 0);
  const read: string[] = [];
  const listen = (name: string) => positions.add('show', { read: () => void read.push(name) });
  const leave = ['one', 'two'].map(listen);
  listen('who stays');
  positions.readAgain('show');
  for (const each of leave) each();
  assert.is(reads.tasks.size, 1);
  for (const task of reads.tasks) task();
  assert.equal(read, ['who stays']);
  positions.close();
});

sweeps('everybody has one place among those to be read, however often a queue moves', () => {
  const reads = openStillQueue();
  const positions = createPositionSweeps(reads, 0);
  for (const show of ['one', 'one', 'other']) positions.add(show, { read: () => {} });
  for (let times = 0; times < 3; times += 1) positions.readAgain('one');
  assert.is(reads.tasks.size, 2);
  positions.close();
});

sweeps.run();
