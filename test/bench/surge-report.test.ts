import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunRecord } from '../../bench/surge/record.ts';
import { composeReport } from '../../bench/surge/report/compose.ts';
import { PICTURE_WIDTHS } from '../../bench/surge/report/draw.ts';
import {
  contestExpectations,
  expectationsOf,
  queueExpectations,
} from '../../bench/surge/report/expectations.ts';
import { PIXELS_A_CSS_PIXEL } from '../../bench/surge/report/images.ts';
import { writeReport } from '../../bench/surge/report/index.ts';
import { pageHtml } from '../../bench/surge/report/page.ts';
import type { QueuePoint } from '../../bench/surge/report/queue-point.ts';
import { IMAGE_MARGIN_PX } from '../../bench/surge/report/style.ts';
import { calmRun, emptyRun, madeUpRun } from './surge-record.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const report = suite('bench surge report');

const QUEUE: readonly QueuePoint[] = [100, 1_000, 10_000, 100_000].map((waiting) => ({
  waiting,
  join_us: { p50: 8, p99: 14 },
  leave_us: { p50: 6, p99: 12 },
  serve_us: { p50: 11, p99: 20 },
  bytes_a_waiting_user: 650,
}));

const PICTURES = [
  'What was asked for, and what became of it',
  'How long answers took',
  'What became of the seats',
  'How many people waited in a queue',
  'How long each share of the requests took, by kind',
  'How long each place in the queue waited',
  'How it ended for the users',
  'How many cores the server kept busy',
  'How long the server kept everything else waiting',
  'How many steps shared one flush to disk',
  'How much memory the server took',
];

const MACHINE = ['CPU     made up', 'system  Linux, Node v20'];

async function pageOf(records: readonly RunRecord[], queue: readonly QueuePoint[]): Promise<string> {
  return pageHtml(await composeReport(MACHINE, records, queue));
}

report(
  'one page has all pictures of each contestant, side by side, and of the queue, and needs nothing else',
  async () => {
    const rival = madeUpRun({ contestant: 'PostgreSQL, row lock on the show' });
    const page = await pageOf([madeUpRun(), rival], QUEUE);
    for (const title of PICTURES) assert.is(page.split(`<h4>${title}</h4>`).length - 1, 2, title);
    for (const title of ['Who can carry how much', 'What more work does to those who wait']) {
      assert.is(page.split(`<h4>${title}</h4>`).length - 1, 1, title);
    }
    assert.is(page.split('id="queue"').length - 1, 1);
    assert.match(page, /Node v\d+/);
    assert.match(page, 'seed 7');
    assert.match(page, 'durations 60 times shorter');
    const figures = page.split('<figure').length - 1;
    assert.is(page.split('<svg class="wide"').length - 1, figures);
    assert.is(page.split('<svg class="narrow"').length - 1, figures);

    assert.not.match(page, /<script|<link|<img|<iframe|https?:|url\((?!#)|@import|src=/i);
    assert.not.match(page, /NaN|undefined|Infinity/);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    assert.is(new Set(ids).size, ids.length);
    const used = [...page.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name);
    const declared = new Set([...page.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
    assert.equal(
      [...new Set(used)].filter((name) => !declared.has(name ?? '')),
      [],
    );
  },
);

report('every picture is a PNG too, twice as large as on the page', () =>
  withTemporaryFolder(async (folder) => {
    const [page = '', ...images] = await writeReport(folder, [madeUpRun()], QUEUE);
    assert.is(basename(page), 'surge.html');
    if (!existsSync('/usr/bin/chromium')) {
      assert.equal(images, []);
      return;
    }
    assert.is(images.length, PICTURES.length + 2);
    assert.equal([...readdirSync(folder)].sort(), [page, ...images].map((file) => basename(file)).sort());
    for (const image of images) {
      const bytes = readFileSync(image);
      assert.is(bytes.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
      const width = bytes.readUInt32BE(16) / PIXELS_A_CSS_PIXEL - 2 * IMAGE_MARGIN_PX;
      assert.ok(
        [PICTURE_WIDTHS.whole, PICTURE_WIDTHS.half].some((known) => known === width),
        `${image}: ${width}`,
      );
      assert.ok(bytes.readUInt32BE(20) > 200, image);
    }
  }),
);

report('a scenario that was run twice is told twice, without a contest', async () => {
  const page = await pageOf([madeUpRun(), madeUpRun({ seed: 8 })], []);
  assert.match(page, 'id="overload-boxoffice"');
  assert.match(page, 'id="overload-boxoffice-run-2"');
  assert.not.match(page, 'Who can carry how much');
});

report('names are text, whatever is in them', async () => {
  const name = `<b onclick="x('&')">`;
  const run = madeUpRun({ contestant: name });
  const phases = run.phases.map((phase) => ({ ...phase, name }));
  const verdicts = [{ promise: name, looked_at: name, faults: [name] }];
  const scenario = { ...run.scenario, name, tells: name };
  const page = await pageOf([{ ...run, scenario, phases, verdicts }], []);
  assert.not.match(page, '<b onclick');
  assert.match(page, '&lt;b onclick=&quot;x(&#39;&amp;&#39;)&quot;&gt;');
});

report('what did not happen is left out, and what the server does not tell is said', async () => {
  const calm = await pageOf([calmRun()], []);
  assert.not.match(calm, 'How long each place in the queue waited');
  assert.not.match(calm, 'refused: 99 of 100 within');
  assert.not.match(calm, 'id="queue"');
  assert.match(
    calm,
    'This server does not tell how late its event loop was, nor how many steps shared a commit',
  );
  const empty = await pageOf([emptyRun()], []);
  assert.match(empty, 'How it ended for the users');
  assert.not.match(calm + empty, /NaN|undefined|Infinity/);
  assert.match(await pageOf([], []), '</html>');
});

report(
  'an overload is judged by its peak, by half load, by its refusals, and by how soon it was over',
  () => {
    const told = expectationsOf(madeUpRun());
    assert.equal(
      told.map(({ is, expected, met, by }) => [is, expected, met, by]),
      [
        ['0', '≤ 0', true, ''],
        ['1.0 ×', '≥ 0.70 ×', true, ''],
        ['2.5 ×', '≤ 3.0 ×', true, ''],
        ['4 ms', '≤ 50 ms', true, ''],
        ['0 s', '≤ 2 s', true, ''],
      ],
    );
    const { intervals, ends } = madeUpRun();
    const slow = madeUpRun({
      intervals: intervals
        .map((each) => (each.at_s < 12.5 ? each : { ...each, refused: 0 }))
        .map((each) => (each.at_s >= 10 && each.at_s < 12.5 ? { ...each, refused: 1 } : each)),
      ends: { ...ends, no_answer: 3 },
    });
    assert.equal(
      expectationsOf(slow)
        .filter(({ met }) => !met)
        .map(({ is, by }) => [is, by]),
      [
        ['3', 'over by 3'],
        ['2.5 s', 'over by 25 %'],
      ],
    );
    const never = madeUpRun({ intervals: intervals.map((each) => ({ ...each, refused: 1 })) });
    assert.equal(expectationsOf(never).at(-1)?.by, 'not within the run');
  },
);

report('a hot show is judged by its light load, a quiet one by itself alone', () => {
  const [half, over] = madeUpRun().phases;
  assert.ok(half !== undefined && over !== undefined);
  const hot = madeUpRun({
    phases: [
      { ...half, name: 'light load' },
      { ...over, name: 'surge', accepted: { ...over.accepted, p99: 100 } },
    ],
    crowd_seats_booked: 299,
  });
  assert.equal(
    expectationsOf(hot).map(({ is, expected, by }) => [is, expected, by]),
    [
      ['0', '≤ 0', ''],
      ['299', '≥ 300', 'short by 1 %'],
      ['100 ms', '≤ 25 ms', '4 times as much'],
      ['3,500', '≥ 10,000', 'short by 65 %'],
    ],
  );
  const quiet = madeUpRun({
    phases: [
      { ...half, name: 'alone', quiet: half.accepted },
      { ...over, name: 'beside the surge', quiet: { ...half.accepted, p99: 12 } },
    ],
  });
  assert.is(expectationsOf(quiet).at(-1)?.is, '1.5 ×');
});

report('ours is held against the best plan for PostgreSQL, and a queue against its shortest', () => {
  const { phases, scenario } = madeUpRun();
  const rising = { ...scenario, until_saturated: true };
  const rival = (contestant: string, share: number) =>
    madeUpRun({
      contestant,
      scenario: rising,
      phases: phases.map((phase) => ({
        ...phase,
        reservations_per_second: phase.reservations_per_second * share,
      })),
    });
  const records = [
    madeUpRun({ scenario: rising }),
    rival('PostgreSQL, row lock', 0.1),
    rival('PostgreSQL, UPDATE', 0.5),
    rival('Redis', 2),
  ];
  assert.equal(
    contestExpectations(records).map(({ is, met, by }) => [is, met, by]),
    [['2.0 ×', false, 'short by 33 %']],
  );
  assert.equal(contestExpectations(records.slice(0, 1)), []);
  assert.equal(contestExpectations(records.map((record) => ({ ...record, scenario }))), []);

  assert.ok(queueExpectations(QUEUE).every(({ met }) => met));
  const growing = QUEUE.map((point) => ({
    ...point,
    leave_us: { p50: point.waiting / 10, p99: point.waiting },
    bytes_a_waiting_user: 1_100,
  }));
  assert.equal(
    queueExpectations(growing)
      .filter(({ met }) => !met)
      .map(({ by }) => by),
    ['over by 10 %', '500 times as much'],
  );
});

report.run();
