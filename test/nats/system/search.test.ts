import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawId } from '../../../src/ids.ts';
import { type NatsServer, startNatsServer } from '../../support/nats-server.ts';
import { type Service, startService } from '../../support/service.ts';
import { importSmallCatalogue, textAt, valueAt } from '../../support/small-catalogue.ts';

const searching = suite<{ root: string; server: NatsServer; box_office: Service; gateway: Service }>(
  'search at a gateway over NATS',
);

const MOST_LOOKS = 600;
const LOOK_PAUSE_MS = 50;

searching.before(async (context) => {
  context.root = mkdtempSync(join(tmpdir(), 'boxoffice-search-nats-'));
  context.server = await startNatsServer();
  const { url } = context.server;
  await importSmallCatalogue(context.root, { shows: 8, rows: 2, seats_per_row: 5 });
  context.box_office = await startService({ data_folder: context.root, command: ['start', '--nats', url] });
  context.gateway = await startService({
    data_folder: join(context.root, 'gateway'),
    command: ['gateway', '--nats', url],
  });
});

searching.after(async ({ root, server, box_office, gateway }) => {
  for (const service of [gateway, box_office]) assert.is(await service.stop('SIGTERM'), 0, service.output());
  await server.close();
  rmSync(root, { recursive: true });
});

const QUERIES = [
  'result_per_page=30',
  'keyword=contrabulous&city=springfield',
  'keyword=contrablous&include_spell_check=yes',
  'lat_long=40,-89&radius=60&sorting_order=distance,asc&result_per_page=3&page=2',
  'postal_code=62701&sorting_order=distance,asc',
  'sorting_order=name,date,desc',
];

async function ask(service: Service, query: string): Promise<unknown> {
  return (await fetch(`${service.url}/v1/search?${query}`)).json();
}

/** The status of the first type of seats of the show, as the service's listing tells it. */
async function statusAt(service: Service, show_id: string): Promise<string> {
  const found = await ask(service, 'result_per_page=30');
  const index = Object(found).results.findIndex((each: { show_id: string }) => each.show_id === show_id);
  return textAt(found, 'results', index, 'seats', 0, 'status');
}

async function untilSame(one: Service, other: Service, query: string): Promise<void> {
  let last: unknown[] = [];
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    last = [await ask(one, query), await ask(other, query)];
    if (JSON.stringify(last[0]) === JSON.stringify(last[1])) return;
    await sleep(LOOK_PAUSE_MS);
  }
  assert.equal(last[0], last[1], query);
}

searching('the same is found as where the shows live', async ({ box_office, gateway }) => {
  for (const query of QUERIES) {
    await untilSame(box_office, gateway, query);
    const found = await ask(gateway, query);
    assert.ok(Object(found).results.length > 0, query);
  }
});

searching('what is left is told there as well, as it is now', async ({ box_office, gateway }) => {
  const show_id = textAt(await ask(gateway, 'result_per_page=1'), 'results', 0, 'show_id');
  assert.is(await statusAt(gateway, show_id), 'available');
  const sold = await fetch(`${gateway.url}/v1/shows/${show_id}/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ session_id: drawId(), count: 10 }),
  });
  assert.is(valueAt(await sold.json(), 'booking', 'status'), 'reserved');
  assert.is(await statusAt(box_office, show_id), 'full');
  await untilSame(box_office, gateway, 'result_per_page=30');
  assert.is(await statusAt(gateway, show_id), 'full');
});

searching.run();
