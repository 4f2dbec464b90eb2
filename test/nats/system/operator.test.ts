import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openClient } from '../../support/client.ts';
import { textAt, valueAt } from '../../support/small-catalogue.ts';
import { type Cluster, startCluster } from './cluster.ts';

const operator = suite<{ cluster: Cluster }>('the operator of several engines');

const ADMIN_TOKEN = 'the-operator-of-the-tests';

operator.before(async (context) => {
  const size = { shows: 12, rows: 2, seats_per_row: 5 };
  context.cluster = await startCluster(size, { BOXOFFICE_ADMIN_TOKEN: ADMIN_TOKEN });
});
operator.after(async ({ cluster }) => assert.equal(await cluster.close(), []));

async function look(cluster: Cluster, path: string): Promise<unknown> {
  const [url = ''] = cluster.urls();
  const answer = await fetch(`${url}/v1/admin/${path}`, {
    headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
  });
  const body: unknown = await answer.json();
  assert.is(answer.status, 200, JSON.stringify(body));
  return body;
}

function listAt(value: unknown, name: string): unknown[] {
  const list = valueAt(value, name);
  assert.ok(Array.isArray(list), JSON.stringify(value));
  return list;
}

operator('sees the shows of all engines together, and plays back those of each', async ({ cluster }) => {
  const [url = ''] = cluster.urls();
  const [lower = '', upper = ''] = [cluster.lower_shows[0], cluster.upper_shows[0]];
  for (const [show_id, reservations] of [
    [lower, 1],
    [upper, 2],
  ] as const) {
    for (let made = 0; made < reservations; made += 1) {
      assert.is((await openClient(url, show_id).reserve({ count: 3 })).status, 201);
    }
  }

  const overview = await look(cluster, 'overview');
  assert.is(valueAt(overview, 'complete'), true);
  const engines = listAt(overview, 'engines').map((engine) => textAt(engine, 'engine_id'));
  assert.is(new Set(engines).size, 2);
  assert.equal(
    listAt(overview, 'shows').map((show) => [
      textAt(show, 'show_id'),
      valueAt(show, 'reservations'),
      valueAt(show, 'seats', 'reserved'),
      textAt(show, 'title'),
    ]),
    [
      [upper, 2, 6, 'The Contrabulous Fabtraption'],
      [lower, 1, 3, 'The Contrabulous Fabtraption'],
    ],
  );
  assert.is(listAt(await look(cluster, 'overview?shows=1'), 'shows').length, 1);

  for (const [show_id, moments] of [
    [lower, 1],
    [upper, 2],
  ] as const) {
    const timeline = await look(cluster, `shows/${show_id}/timeline`);
    assert.is(listAt(timeline, 'moments').length, moments);
    assert.is(valueAt(timeline, 'seats', 0), 'A-1');
  }
});

operator('is told that something is missing while an engine is away', async ({ cluster }) => {
  await cluster.lower.kill();
  for (;;) {
    const overview = await look(cluster, 'overview');
    const shows = listAt(overview, 'shows').map((show) => textAt(show, 'show_id'));
    assert.ok(shows.includes(cluster.upper_shows[0] ?? ''), 'the others are still told');
    if (valueAt(overview, 'complete') === false) break;
  }
  await cluster.lower.start();
});

operator.run();
