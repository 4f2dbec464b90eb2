import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openClient } from '../support/client.ts';
import { childrenOf, launchService, type Service, startService } from '../support/service.ts';
import { findShows, importSmallCatalogue, textAt, valueAt } from '../support/small-catalogue.ts';
import { boxoffice, removeTemporaryFolders, temporaryFolder } from './terminal.ts';

const sandbox = suite('sandbox-payments');
sandbox.after(removeTemporaryFolders);

const SECRETS = {
  BOXOFFICE_PAYMENTS_SECRET: 'the-api-secret-of-the-tests',
  BOXOFFICE_PAYMENTS_WEBHOOK_SECRET: 'the-webhook-secret-of-the-tests',
};
const LOOK_EVERY_MS = 20;

async function smallDataFolder(): Promise<string> {
  const folder = temporaryFolder();
  await importSmallCatalogue(folder, { shows: 1, rows: 2, seats_per_row: 10 });
  return folder;
}

/** Reserves a seat and pays for it, and gives the booking as it stands then. */
async function buy(service: Service, payment_token: string): Promise<unknown> {
  const [show_id = ''] = await findShows(service.url);
  const client = openClient(service.url, show_id);
  const reserved = await client.reserve({ count: 1 });
  const booking_id = textAt(reserved.body, 'booking', 'booking_id');
  await client.pay(booking_id, payment_token);
  return valueAt((await client.booking(booking_id)).body, 'booking');
}

async function readBooks(data_folder: string): Promise<string[]> {
  const { code, stdout, stderr } = await boxoffice(['sandbox-payments', '--books'], {
    BOXOFFICE_DATA: data_folder,
  });
  assert.is(code, 0, stderr);
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => textAt(JSON.parse(line), 'status'));
}

/** Waits until the process that the service runs is another one, and gives it. */
async function nextChild(service: Service, before: number | undefined): Promise<number> {
  for (;;) {
    const [child] = childrenOf(service.process.pid);
    if (child !== undefined && child !== before) return child;
    await sleep(LOOK_EVERY_MS);
  }
}

sandbox('start runs one by itself, which is started again when it dies, and forgets nothing', async () => {
  const data_folder = await smallDataFolder();
  const service = await startService({ data_folder });
  const child = await nextChild(service, undefined);
  assert.is(valueAt(await buy(service, 'tok_ok'), 'status'), 'booked');
  process.kill(child, 'SIGKILL');
  const successor = await nextChild(service, child);
  assert.is(valueAt(await buy(service, 'tok_ok'), 'status'), 'booked');
  assert.is(valueAt(await buy(service, 'tok_timeout_captured'), 'status'), 'booked');
  assert.equal(await readBooks(data_folder), ['captured', 'captured', 'captured']);

  // A terminal sends Ctrl-C to both; the payments that are under way still need it.
  process.kill(successor, 'SIGINT');
  assert.is(await service.stop('SIGTERM'), 0);
  assert.not(isRunning(successor));
  assert.equal(await readBooks(data_folder), ['captured', 'captured', 'captured']);
});

sandbox('one that start runs ends also when the service is killed', async () => {
  const service = await startService({ data_folder: await smallDataFolder() });
  const child = await nextChild(service, undefined);
  assert.is(await service.stop('SIGKILL'), 'SIGKILL');
  assert.not(isRunning(child));
});

sandbox('it runs by itself too, and a service that is told where runs none', async () => {
  const data_folder = await smallDataFolder();
  const elsewhere = temporaryFolder();
  const launch = (port: string): Promise<Service> =>
    launchService({
      data_folder: elsewhere,
      command: ['sandbox-payments'],
      environment: { ...SECRETS, BOXOFFICE_SANDBOX_PORT: port },
    });
  const first = await launch('0');
  const url = await addressOf(first);
  const service = await startService({
    data_folder,
    environment: { ...SECRETS, BOXOFFICE_PAYMENTS_URL: url },
  });
  assert.equal(childrenOf(service.process.pid), []);
  assert.is(valueAt(await buy(service, 'tok_ok'), 'status'), 'booked');
  assert.is(await first.stop('SIGKILL'), 'SIGKILL');

  const second = await launch(new URL(url).port);
  await addressOf(second);
  assert.is(valueAt(await buy(service, 'tok_declined'), 'payment', 'status'), 'declined');
  assert.equal(await readBooks(elsewhere), ['captured', 'declined']);
  assert.is(await service.stop('SIGTERM'), 0);
  assert.is(await second.stop('SIGTERM'), 0);

  const said = [first, second, service].map((each) => each.output()).join('');
  for (const secret of [...Object.values(SECRETS), 'tok_ok']) assert.not.match(said, secret);
});

sandbox('what is missing is said in a sentence', async () => {
  for (const [parameters, environment] of [
    [['sandbox-payments'], {}],
    [['start'], { BOXOFFICE_PAYMENTS: 'stripe' }],
    [['start'], { BOXOFFICE_PAYMENTS_URL: 'http://127.0.0.1:1' }],
  ] as const) {
    const { code, stderr } = await boxoffice(parameters, {
      BOXOFFICE_DATA: await smallDataFolder(),
      BOXOFFICE_PORT: '0',
      ...environment,
    });
    assert.is(code, 2, stderr);
    assert.match(stderr, /^boxoffice: BOXOFFICE_PAYMENTS_SECRET .* needed.*\.$/m);
  }
  const { code, stderr } = await boxoffice(['sandbox-payments', '--books'], {
    BOXOFFICE_DATA: temporaryFolder(),
  });
  assert.is(code, 1, stderr);
  assert.match(stderr, /^boxoffice: there are no books of a sandbox in .*$/m);
});

sandbox('its tokens are in its help', async () => {
  const { code, stdout } = await boxoffice(['sandbox-payments', '--help']);
  assert.is(code, 0);
  for (const token of ['tok_ok', 'tok_declined', 'tok_late', 'tok_timeout_captured']) {
    assert.match(stdout, new RegExp(`^  ${token} `, 'm'));
  }
});

/** Whether the process runs; of one that has ended, an entry stays until somebody takes notice. */
function isRunning(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  return existsSync(status) && !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
}

/** Where a sandbox says that it listens. */
async function addressOf(service: Service): Promise<string> {
  for (;;) {
    const [, url] = /"url":"([^"]+)","msg":"the payment sandbox is ready"/.exec(service.output()) ?? [];
    if (url !== undefined) return url;
    assert.is(service.process.exitCode, null, service.output());
    await sleep(LOOK_EVERY_MS);
  }
}

sandbox.run();
