import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openHttpClient, openNatsClient } from '../../../src/client/index.ts';
import { arbitraryMove, type RaceVisitor } from '../../gateway/race-player.ts';
import { raceFor } from '../../gateway/race-verdict.ts';
import { overClient, overHttp, overRawNats, type Way } from '../../support/ways.ts';
import { type Cluster, startCluster } from './cluster.ts';

const ROWS = 3;
const SEATS_PER_ROW = 6;
const RUNS = 25;

const race = suite<{ cluster: Cluster; ways: Way[] }>('a race by every way in');

race.before(async (context) => {
  // A history that fails is shrunk, and each try needs a show of its own.
  context.cluster = await startCluster({ shows: 10 * RUNS, rows: ROWS, seats_per_row: SEATS_PER_ROW });
  const [first = '', second = ''] = context.cluster.urls();
  const { url } = context.cluster.server;
  context.ways = [
    overHttp(first),
    overHttp(second),
    await overRawNats(url),
    overClient('the client over NATS', openNatsClient({ servers: url })),
    overClient('the client over HTTP', openHttpClient({ url: second })),
  ];
});
race.after(async ({ cluster, ways }) => {
  for (const way of ways) await way.close();
  assert.equal(await cluster.close(), []);
});

/** The visitors are spread over all ways. */
function wayAt(ways: readonly Way[], index: number): Way {
  const way = ways[index % ways.length];
  if (way === undefined) throw new RangeError('there is no way in');
  return way;
}

function visitor(way: Way): RaceVisitor {
  const session_id = randomUUID();
  return {
    ask: (method, path, { body = null }: { body?: object | null } = {}) =>
      way.ask({ method, path, session_id, body, idempotency_key: null }),
  };
}

const nameOf = (seat: number): string =>
  `${String.fromCharCode('A'.charCodeAt(0) + Math.floor(seat / SEATS_PER_ROW))}-${(seat % SEATS_PER_ROW) + 1}`;

race(
  'two gateways, plain NATS and the client library: one order, by the rules',
  async ({ cluster, ways }) => {
    const seen = { holds: 0, gains: 0, joins: 0, ordered_joins: 0, served: 0 };
    const fresh = [...cluster.shows];
    const halves = { lower: 0, upper: 0 };
    const scripts = fc.array(fc.array(arbitraryMove(ROWS * SEATS_PER_ROW), { minLength: 3, maxLength: 14 }), {
      minLength: 5,
      maxLength: 15,
    });
    await fc.assert(
      fc.asyncProperty(scripts, async (script) => {
        const show_id = fresh.pop();
        assert.ok(show_id !== undefined, 'there are shows enough');
        halves[cluster.lower_shows.includes(show_id) ? 'lower' : 'upper'] += 1;
        const show = { path: `/v1/shows/${show_id}`, seats: ROWS * SEATS_PER_ROW, nameOf };
        await raceFor(show, script, (index) => visitor(wayAt(ways, index)), seen);
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: 90_000, markInterruptAsFailure: false },
    );
    const told = JSON.stringify({ ...seen, ...halves });
    console.log(told);
    for (const count of Object.values(seen)) assert.ok(count > RUNS / 4, told);
    for (const count of Object.values(halves)) assert.ok(count > 0, told);
  },
);

race.run();
