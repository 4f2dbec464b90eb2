import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openClient } from '../../support/client.ts';
import { textAt } from '../../support/small-catalogue.ts';
import { type Cluster, startCluster } from './cluster.ts';

const doors = suite<{ cluster: Cluster; folder: string }>('doors at two gateways');

const ADMIN_TOKEN = 'the-operator-of-the-tests';
const A_WEEK_S = '604800';
const SHOWS = 2;
const BOOKINGS = 4;
const SEATS_PER_BOOKING = 5;

doors.before(async (context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'boxoffice-doors-'));
  const key_file = join(context.folder, 'key.pem');
  writeFileSync(key_file, generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }));
  const size = { shows: SHOWS, rows: BOOKINGS, seats_per_row: SEATS_PER_BOOKING };
  context.cluster = await startCluster(size, {
    BOXOFFICE_ADMIN_TOKEN: ADMIN_TOKEN,
    BOXOFFICE_TICKET_KEY: key_file,
    BOXOFFICE_DOORS_OPEN_S: A_WEEK_S,
  });
});
doors.after(async ({ cluster, folder }) => {
  assert.equal(await cluster.close(), []);
  rmSync(folder, { recursive: true });
});

/** The tokens of a show that is sold out. */
async function sellOut(url: string, show_id: string): Promise<string[]> {
  const tokens: string[] = [];
  for (let booking = 0; booking < BOOKINGS; booking += 1) {
    const client = openClient(url, show_id);
    const reserved = await client.reserve({ count: SEATS_PER_BOOKING });
    const booking_id = textAt(reserved.body, 'booking', 'booking_id');
    assert.is((await client.pay(booking_id)).status, 200);
    const answer = await fetch(`${url}/v1/shows/${show_id}/bookings/${booking_id}/tickets`, {
      headers: { 'x-session-id': client.session_id },
    });
    const tickets: unknown = await answer.json();
    for (let seat = 0; seat < SEATS_PER_BOOKING; seat += 1) {
      tokens.push(textAt(tickets, 'tickets', seat, 'token'));
    }
  }
  return tokens;
}

/** Scans the ticket at a gateway, again and again with the same nonce, until there is an answer. */
async function scan(url: string, token: string, nonce: string): Promise<string> {
  for (;;) {
    const answer = await fetch(`${url}/v1/admin/checkin`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ token, nonce }),
    });
    const body: unknown = await answer.json();
    if (answer.status === 200) return textAt(body, 'result');
    assert.is(answer.status, 503, JSON.stringify(body));
    await sleep(100);
  }
}

doors('each ticket is admitted by exactly one, though an engine is killed meanwhile', async ({ cluster }) => {
  const urls = cluster.urls();
  const [first = ''] = urls;
  const tokens = (await Promise.all(cluster.shows.map((show_id) => sellOut(first, show_id)))).flat();
  assert.is(tokens.length, SHOWS * BOOKINGS * SEATS_PER_BOOKING);
  const engine = cluster.lower_shows.length > 0 ? cluster.lower : cluster.upper;

  const results: string[][] = [];
  const killing = (async (): Promise<void> => {
    while (results.length < tokens.length / 4) await sleep(5);
    await engine.kill();
    await engine.start();
  })();
  for (const [index, token] of tokens.entries()) {
    results.push(await Promise.all(urls.map((url, door) => scan(url, token, `door-${door}-scan-${index}`))));
  }
  await killing;

  for (const [index, result] of results.entries()) {
    assert.equal(result.toSorted(), ['admitted', 'already_admitted'], `ticket ${index}`);
    const [token = ''] = tokens.slice(index);
    const again = await Promise.all(urls.map((url, door) => scan(url, token, `door-${door}-scan-${index}`)));
    assert.equal(again, result, 'and stays so');
  }
});

doors.run();
