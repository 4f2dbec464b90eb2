import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { startAllInOne } from '../../bench/nats/servers/boxoffice.ts';
import { buildCatalogue } from '../../bench/search/catalogue.ts';
import { measureGrowth } from '../../bench/search/growth.ts';
import { runLoad } from '../../bench/search/load.ts';
import { mixOf } from '../../bench/search/mix.ts';
import { expectationTable } from '../../bench/search/report.ts';
import { zipf } from '../../bench/search/zipf.ts';
import { openCatalogue } from '../../src/catalogue/open.ts';
import { longEnough } from './long-enough.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const search = suite('bench search');

function sizeOf(folder: string, percent: number): { cities: number; shows: number } {
  buildCatalogue(folder, percent);
  const catalogue = openCatalogue(folder);
  const { cities, shows } = catalogue.counts();
  catalogue.close();
  return { cities, shows };
}

search('one percent of the reference size is one percent of it', () =>
  withTemporaryFolder(async (folder) => {
    assert.equal(sizeOf(folder, 1), { cities: 5, shows: 1_050 });
  }),
);

search('by Zipf’s law the first is drawn twice as often as the second', () => {
  let drawn = 0;
  const random = (): number => ((drawn++ % 11_000) + 0.5) / 11_000;
  const draw = zipf(['first', 'second', 'third'], random);
  const draws = Array.from({ length: 11_000 }, draw);
  const times = (name: string): number => draws.filter((each) => each === name).length;
  assert.equal([times('first'), times('second'), times('third')], [6_000, 3_000, 2_000]);
});

search('searches are answered while seats are sold, and both count', () =>
  withTemporaryFolder(async (folder) => {
    buildCatalogue(folder, 1);
    const mix = mixOf(folder, Math.random);
    const service = await startAllInOne(folder);
    try {
      const outcome = await longEnough(
        1_500,
        (measure_ms) =>
          runLoad({
            url: service.url,
            server_pid: service.process.pid,
            connections: 4,
            warmup_ms: 100,
            measure_ms,
            drawPath: () => `/v1/search?${new URLSearchParams(mix.draw())}`,
            sales: { seats_per_second: 100, show_ids: mix.show_ids },
          }),
        ({ requests_per_second, seats_per_second }) => requests_per_second > 0 && seats_per_second > 0,
      );
      assert.ok(outcome.requests_per_second > 0);
      assert.ok(outcome.seats_per_second > 0);
      assert.ok(outcome.latency.p50 <= outcome.latency.p99);
    } finally {
      await service.process.stop();
    }
  }),
);

search('the growth is measured by kind, and stands beside what was expected', () =>
  withTemporaryFolder(async (folder) => {
    buildCatalogue(folder, 1);
    const mix = mixOf(folder, Math.random);
    assert.is(
      mix.kinds.reduce((sum, { share }) => sum + share, 0),
      100,
    );
    const growth = await measureGrowth(folder, mix);
    assert.is(growth.shows, 1_050);
    assert.equal(
      [...growth.kinds.keys()],
      mix.kinds.map(({ name }) => name),
    );
    const outcome = {
      requests_per_second: 1_000,
      refused: 0,
      latency: { p50: 1, p99: 21, max: 30 },
      seats_per_second: 1_000,
      sale: { p50: 1, p99: 2, max: 3 },
      cpu_us: 100,
      busy_cores: 2,
    };
    const runs = { name: 'runs', outcomes: [outcome] };
    const faster = { name: 'bare', outcomes: [{ ...outcome, requests_per_second: 2_000 }] };
    const told = expectationTable(new Map([[1, growth]]), runs, runs, faster).split('\n');
    assert.match(told[2] ?? '', /21 +below 20 +NOT MET/);
    assert.match(told[3] ?? '', /0\.5 +at least 0\.5 +met/);
  }),
);

search.run();
