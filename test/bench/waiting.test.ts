import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { figuresOf } from '../../bench/waiting/figures.ts';
import { expectationTable } from '../../bench/waiting/report.ts';
import { runWaiting } from '../../bench/waiting/run.ts';
import type { Browser, Course } from '../../bench/waiting/task.ts';
import { faultsOf } from '../../bench/waiting/verdict.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const waiting = suite('bench waiting');

waiting('fifty browsers hear how their waits ended, in the order of joining', () =>
  withTemporaryFolder(async (folder) => {
    const plan = { browsers: 50, releases: 20, releases_per_second: 100, releases_a_leave: 5 };
    const course = await runWaiting(folder, plan);
    assert.equal(faultsOf(course, 50), []);
    const { served, left, show_cancelled } = figuresOf(course);
    assert.equal([served.count, left.count, show_cancelled.count], [20, 4, 26]);
    assert.ok(served.latency.p50 <= served.latency.p99);
  }),
);

/** Three wait; the first is served at 150, the third leaves at 300, the show is cancelled at 1,000. */
const COURSE: Course = {
  browsers: [
    browser([1], 'served', 150, 'A-1'),
    browser([2, 1], 'show_cancelled', 2_500),
    browser([3, 2], 'cancelled', 310),
  ],
  moves: [
    { type: 'release', seat_id: 'A-1', sent_at: 100 },
    { type: 'leave', place: 3, sent_at: 300 },
  ],
  cancel_sent_at: 1_000,
  cpu_s: {},
  lasted_s: 3,
};

/** Told its first position at 0, and each later one at 200. */
function browser(
  positions: readonly number[],
  status: string,
  at: number,
  seat_id: string | null = null,
): Browser {
  const told = positions.map((position, index) => ({ position, at: index * 200 }));
  return { told, end: { status, seat_id, at }, asked_again: status };
}

function courseWith(index: number, changed: Partial<Browser>): Course {
  const browsers = COURSE.browsers.map((each, at) => (at === index ? { ...each, ...changed } : each));
  return { ...COURSE, browsers };
}

waiting('times count from the cause to the news', () => {
  const figures = figuresOf(COURSE);
  assert.is(Math.round(figures.served.latency.max), 50);
  assert.is(Math.round(figures.left.latency.max), 10);
  assert.is(Math.round(figures.show_cancelled.latency.max / 10), 150);
  assert.is(figures.position_corrected.count, 2);
  assert.is(Math.round(figures.position_corrected.latency.max), 100);
  assert.is(figures.position_overtaken.count, 0);
  assert.match(expectationTable(figures), /show cancelled, ms +1,50\d +below 1,000 +NOT MET/);
});

waiting('a position that was out of date when it was told is counted', () => {
  const late = courseWith(1, { told: [{ position: 2, at: 0 }] });
  const moves = [...COURSE.moves, { type: 'release', seat_id: 'A-2', sent_at: 350 } as const];
  const third = {
    ...browser([3, 2], 'served', 900, 'A-2'),
    told: [
      { position: 3, at: 0 },
      { position: 2, at: 400 },
    ],
  };
  const figures = figuresOf({ ...late, moves, browsers: [...late.browsers.slice(0, 2), third] });
  assert.is(figures.position_overtaken.count, 1);
  assert.is(Math.round(figures.position_overtaken.latency.max), 50);
});

waiting('the verdict finds who was lost, overtaken, told twice or put back', () => {
  assert.equal(faultsOf(COURSE, 3), []);
  assert.match(faultsOf(COURSE, 4)[0] ?? '', '3 waited instead of 4');
  const overtaken = courseWith(1, browser([2], 'served', 150, 'A-1'));
  assert.match(faultsOf(overtaken, 3)[0] ?? '', "number 2 was told 'served' and not 'show_cancelled'");
  assert.match(faultsOf(courseWith(0, { asked_again: 'waiting' }), 3)[0] ?? '', "and 'waiting' later");
  assert.match(faultsOf(courseWith(1, { told: browser([2, 3], '', 0).told }), 3)[0] ?? '', 'fell back');
});

waiting.run();
