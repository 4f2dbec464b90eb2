import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { measureLength, type QueueFigures } from '../../bench/queue/measure.ts';
import { expectationTable } from '../../bench/queue/report.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const queue = suite('bench queue');

/** Measured once, since it takes some seconds. */
let figures: QueueFigures | null = null;

queue('a queue of four hundred is measured, killed, woken and ended', () =>
  withTemporaryFolder(async (folder) => {
    figures = await measureLength(folder, 400);
    assert.is(figures.waiting, 400);
    for (const { p50, p99 } of [figures.join_us, figures.leave_us, figures.serve_us, figures.look_us]) {
      assert.ok(p50 > 0 && p50 <= p99);
    }
    assert.ok(figures.bytes_a_waiting_user > 100);
    assert.is(figures.woken.ended.users, 400);
    assert.ok(figures.woken.asked_ms > 0 && figures.woken.asked_ms < figures.woken.first_answer_ms);
  }),
);

queue('what is not as expected is said to be so', () => {
  assert.ok(figures !== null);
  const longer = {
    ...figures,
    waiting: 4_000,
    bytes_a_waiting_user: 999,
    join_us: { p50: figures.join_us.p50 * 3, p99: 0 },
  };
  const table = expectationTable([figures, longer]);
  assert.match(table, /join, 4,000 : 400 waiting, p50 +3 +≤ 2 +NOT MET/);
  assert.match(table, /leave, 4,000 : 400 waiting, p50 +1 +≤ 2 +met/);
  assert.match(
    expectationTable([{ ...longer, bytes_a_waiting_user: 1_001 }]),
    /bytes a waiting user +1,001 +≤ 1,000 +NOT MET/,
  );
});

queue.run();
