import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { buildDemo } from '../../../src/catalogue/demo/demo.ts';
import { openCatalogue } from '../../../src/catalogue/open.ts';
import { startNatsServer } from '../../support/nats-server.ts';
import { type Member, newFolder, openMember } from './member.ts';

const size = suite('a catalogue of the reference size');

const SHOWS = 105_000;
const FETCHING_CHILD = fileURLToPath(new URL('./fetching-child.js', import.meta.url));
/** Within the transfer, the checks, the installation, and after all of them, on a machine as fast as most. */
const KILLED_AFTER_MS = [100, 600, 1_000, 1_400, 2_200];

const server = await startNatsServer();
let origin: Member;
size.before(async () => {
  origin = openMember({ url: server.url });
  await buildDemo(origin.catalogue, { from: Date.now() });
});
size.after(async () => {
  await origin.close();
  await server.close();
});

size('is copied, and both sides are read meanwhile', async () => {
  const gateway = openMember({ url: server.url });
  const totals = new Set<number>();
  let reads = 0;
  const reading = setInterval(() => {
    for (const { catalogue } of [origin, gateway]) {
      totals.add(catalogue.search({ keyword: null, city: null, from: 0, page: 1, per_page: 30 }).total);
    }
    reads += 1;
  });
  await gateway.sharing.filled;
  clearInterval(reading);
  assert.equal([...totals].sort(), [0, SHOWS]);
  assert.ok(reads > 10);
  assert.equal(gateway.catalogue.counts(), origin.catalogue.counts());
  assert.is(gateway.catalogue.database.pragma('integrity_check', { simple: true }), 'ok');
  await gateway.close();
});

size('is there as a whole or not at all, whenever the process is killed', async () => {
  let whole = 0;
  let none = 0;
  for (const delay_ms of KILLED_AFTER_MS) {
    const folder = newFolder();
    const child = spawn(process.execPath, [FETCHING_CHILD, server.url, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await sleep(delay_ms);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;

    const found = openCatalogue(folder);
    assert.is(found.database.pragma('integrity_check', { simple: true }), 'ok');
    if (found.edition() === null) {
      none += 1;
      assert.is(found.counts().cities, 0);
    } else {
      whole += 1;
      assert.equal(found.counts(), origin.catalogue.counts());
    }
    found.close();

    const again = openMember({ url: server.url, folder });
    await again.sharing.filled;
    assert.equal(again.catalogue.counts(), origin.catalogue.counts());
    await again.close();
  }
  assert.ok(none > 0, `${whole} whole, ${none} none`);
});

size.run();
