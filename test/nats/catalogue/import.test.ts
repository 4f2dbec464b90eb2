import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { boxoffice, type Ending } from '../../cli/terminal.ts';
import { openClient } from '../../support/client.ts';
import { valueAt } from '../../support/small-catalogue.ts';
import { type Cluster, startCluster } from '../system/cluster.ts';
import { until } from './member.ts';

const importing = suite('import where several engines sell');

const SHOWS = 16;
const DEARER = 9900;

let cluster: Cluster;
importing.before(async () => {
  cluster = await startCluster({ shows: SHOWS, rows: 2, seats_per_row: 5 });
  for (const show_id of soldShows()) {
    const [url = ''] = cluster.urls();
    assert.is((await openClient(url, show_id).reserve({ count: 1 })).status, 201);
  }
});
importing.after(async () => {
  assert.equal(await cluster.close(), []);
});

/** One of each engine. */
const soldShows = (): string[] => [cluster.lower_shows[0] ?? '', cluster.upper_shows[0] ?? ''];
const overNats = (): string[] => ['--nats', cluster.server.url];

/** Imports what the catalogue was filled with, its shows at the price, but for those at some places of the document. */
async function importAt(
  price: number,
  options: readonly string[] = overNats(),
  { without = [], folder = cluster.lower.data_folder }: { without?: number[]; folder?: string } = {},
): Promise<Ending> {
  const origin = cluster.lower.data_folder;
  const document: { shows: object[] } = JSON.parse(readFileSync(join(origin, 'import.json'), 'utf8'));
  const shows = document.shows
    .filter((_, place) => !without.includes(place))
    .map((show) => ({ ...show, prices: { regular: price } }));
  const file = join(origin, 'changed.json');
  writeFileSync(file, JSON.stringify({ ...document, shows }));
  return boxoffice(['import', ...options, file], { BOXOFFICE_DATA: folder });
}

/** The places of the shows that an import was refused for. */
function refusedPlaces({ code, stderr }: Ending): number[] {
  assert.is(code, 1, stderr);
  return [...stderr.matchAll(/^ {2}\/shows\/(\d+): /gm)].map(([, place]) => Number(place));
}

async function priceOf(url: string, show_id: string): Promise<unknown> {
  const answer: unknown = await (await fetch(`${url}/v1/shows/${show_id}`)).json();
  return valueAt(answer, 'seats', 0, 'price', 'amount');
}

importing('says that the engines have to be asked', async () => {
  const { code, stderr } = await importAt(DEARER, []);
  assert.is(code, 1);
  assert.match(stderr, /sold by engines .*--nats/);
});

importing(
  'changes no show that is on sale on any engine, and every process sells the others as changed',
  async () => {
    const sold = refusedPlaces(await importAt(DEARER));
    assert.is(sold.length, 2);
    const imported = await importAt(DEARER, overNats(), { without: sold });
    assert.is(imported.code, 0, imported.stderr);

    const [, unsold = ''] = cluster.upper_shows;
    for (const url of cluster.urls()) {
      for (let tries = 0; (await priceOf(url, unsold)) !== DEARER; tries += 1) {
        assert.ok(tries < 200, 'the new price comes');
        await sleep(50);
      }
      for (const show_id of soldShows()) assert.not.equal(await priceOf(url, show_id), DEARER);
    }
    await until('the other engine has it', () => cluster.upper.output().includes('"version":2'));
    await until('it is installed', () => cluster.upper.output().split('the catalogue has come').length === 3);
    const [url = ''] = cluster.urls();
    const { body, status } = await openClient(url, unsold).reserve({ count: 2 });
    assert.is(status, 201);
    assert.is(valueAt(body, 'booking', 'total', 'amount'), 2 * DEARER);
  },
);

importing('takes all shows of an engine that does not answer for on sale', async () => {
  await cluster.upper.kill();
  const ending = await importAt(DEARER + 1);
  assert.is(refusedPlaces(ending).length, cluster.upper_shows.length + 1);
  assert.match(ending.stderr, /No engine answered for the partitions 32-63/);
  await cluster.upper.start();
});

importing('is refused in the folder of a copy, and without a NATS server', async () => {
  const folder = join(dirname(cluster.lower.data_folder), 'gateway-1');
  const in_copy = await importAt(DEARER + 2, overNats(), { folder });
  assert.is(in_copy.code, 1);
  assert.match(in_copy.stderr, /is a copy of the catalogue/);

  await cluster.server.stop();
  const alone = await importAt(DEARER + 3);
  assert.is(alone.code, 1);
  assert.match(alone.stderr, /nothing was imported: there is no connection/);
  await cluster.server.start();
});

importing.run();
