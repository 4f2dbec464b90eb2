import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { seededRandom } from '../../../src/catalogue/demo/random.ts';
import { sendCrowd } from '../../crash/customers.ts';
import { type Journal, newJournal } from '../../crash/journal.ts';
import { findBrokenPromises } from '../../crash/verdict.ts';
import { overHttp, overRawNats, type Way } from '../../support/ways.ts';
import { type Cluster, startCluster } from './cluster.ts';

const SEED = Number(process.env.BOXOFFICE_TEST_SEED ?? Date.now());
const SHOWS = 24;
const CUSTOMERS = 16;
const RUN_MS = 1_500;
const SERVER_AWAY_MS = 10_000;
/** What a client is promised where an engine is away. */
const UNAVAILABLE_WITHIN_MS = 2_000;

const trouble = suite<{ cluster: Cluster; ways: Way[] }>(
  `engines and servers that go and come back (BOXOFFICE_TEST_SEED=${SEED})`,
);
const chance = seededRandom(String(SEED)).fraction;

trouble.before(async (context) => {
  context.cluster = await startCluster({ shows: SHOWS, rows: 2, seats_per_row: 10 });
  const [first = '', second = ''] = context.cluster.urls();
  context.ways = [overHttp(first), overHttp(second), await overRawNats(context.cluster.server.url)];
});
trouble.after(async ({ cluster, ways }) => {
  for (const way of ways) await way.close();
  assert.equal(await cluster.close(), []);
});

async function brokenPromises({ urls }: Cluster, ...journals: Journal[]): Promise<string[]> {
  const broken = await Promise.all(journals.map((journal) => findBrokenPromises(urls()[0] ?? '', journal)));
  return broken.flat();
}

/** How a way answers for a show now, and how long that took. */
async function askFor(way: Way, show_id: string): Promise<{ status: number; took_ms: number }> {
  const asked_at = performance.now();
  const session_id = `asks-${Math.floor(chance() * 1e15)}-for-it`;
  const request = { method: 'POST', path: `/v1/shows/${show_id}/bookings`, body: { count: 1 } };
  const { status } = await way.ask({ ...request, session_id, idempotency_key: null });
  return { status, took_ms: performance.now() - asked_at };
}

trouble(
  'kill -9 of one engine: the other half never notices, nothing acknowledged is lost',
  async (context) => {
    const { cluster, ways } = context;
    const [lower, upper] = [newJournal(), newJournal()];
    const crowds = [
      sendCrowd(ways, cluster.lower_shows, CUSTOMERS, lower, chance),
      sendCrowd(ways, cluster.upper_shows, CUSTOMERS, upper, chance),
    ];
    await sleep(RUN_MS);
    await cluster.upper.kill();
    const lower_answers = lower.answers;
    const killed_show = cluster.upper_shows[0] ?? '';
    for (const way of ways) {
      const { status, took_ms } = await askFor(way, killed_show);
      assert.is(status, 503, way.name);
      assert.ok(took_ms < UNAVAILABLE_WITHIN_MS, `${way.name} took ${took_ms} ms`);
    }
    await sleep(RUN_MS);
    assert.ok(lower.answers > lower_answers + CUSTOMERS, 'the other half went on');
    await cluster.upper.start();
    const upper_answers = upper.answers;
    await sleep(RUN_MS);
    assert.ok(upper.answers > upper_answers + CUSTOMERS, 'the half that was away went on');
    for (const crowd of crowds) await crowd.end();
    console.log(`${lower.answers} and ${upper.answers} answers`);
    assert.equal(lower.unavailable, 0, 'the other half was never told that it is away');
    assert.equal(await brokenPromises(cluster, lower, upper), []);
  },
);

trouble('the server away for ten seconds under load: everything goes on by itself', async (context) => {
  const { cluster, ways } = context;
  const journal = newJournal();
  const crowd = sendCrowd(ways, cluster.shows, CUSTOMERS, journal, chance);
  await sleep(RUN_MS);
  await cluster.server.stop('SIGKILL');
  const [first_way] = ways;
  assert.ok(first_way !== undefined);
  const { status, took_ms } = await askFor(first_way, cluster.shows[0] ?? '');
  assert.is(status, 503);
  assert.ok(took_ms < UNAVAILABLE_WITHIN_MS, `it took ${took_ms} ms`);
  await sleep(SERVER_AWAY_MS);
  await cluster.server.start();
  const answers = journal.answers;
  for (let tries = 0; journal.answers < answers + 10 * CUSTOMERS; tries += 1) {
    assert.ok(tries < 200, 'nothing went on');
    await sleep(50);
  }
  await crowd.end();
  assert.equal(await brokenPromises(cluster, journal), []);
});

trouble.run();
