import { once } from 'node:events';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openLogReader, openSqliteLog } from '../../persistence/index.ts';
import { type Child, startChild } from './child.ts';
import { temporaryFolder } from './temporary-folder.ts';

const ROUNDS = 5;

const kill = suite('kill -9 in the middle of commits');

kill('every acknowledged step and booking is there afterwards, and the chain is whole', async () => {
  const folder = temporaryFolder();
  const acknowledged: string[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const child = startChild('./appending-child.js', [folder]);
    assert.is(await child.nextLine(), 'open');
    acknowledged.push(...(await linesUntilKilled(child, 40 * round)));
    await requireAll(folder, acknowledged);
  }
});

kill.run();

/** Kills the child once it has acknowledged so many steps; returns all that it acknowledged. */
async function linesUntilKilled(child: Child, count: number): Promise<string[]> {
  const exited = once(child.process, 'exit');
  const lines: string[] = [];
  while (lines.length < count) {
    const line = await child.nextLine();
    if (line === null) throw new Error('the child ended by itself');
    lines.push(line);
  }
  child.process.kill('SIGKILL');
  const rest = await child.rest();
  await exited;
  // What the kill cut off in the middle of a line was not told to anybody.
  return [...lines, ...rest].filter((line) => line.split(' ').length === 3 && line.length > 54);
}

async function requireAll(folder: string, acknowledged: readonly string[]): Promise<void> {
  const reader = openLogReader(folder);
  const faults = [...reader.records()].filter(({ fault }) => fault !== null);
  assert.equal(faults, []);
  const sequences = new Map(Array.from(reader.showHeads(), (head) => [head.show_id, head.sequence]));
  for (const [show_id, sequence] of sequences) {
    const newest = reader.history(show_id).at(-1);
    assert.is((newest?.sequence ?? 0) + (newest?.events.length ?? 0) - 1, sequence);
  }
  reader.close();
  const log = await openSqliteLog(folder);
  for (const line of acknowledged) {
    const [show_id = '', sequence, booking_id = ''] = line.split(' ');
    assert.ok(Number(sequence) <= (sequences.get(show_id) ?? 0), line);
    const booking = await log.findBooking(booking_id);
    assert.is(booking?.show_id, show_id);
  }
  await log.close();
}
