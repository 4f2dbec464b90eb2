import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openLogReader } from '../../persistence/index.ts';
import { openProxy } from '../nats/proxy.ts';
import { openClient } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';
import { type NatsServer, startNatsServer, WITH_MAPPING } from '../support/nats-server.ts';
import { launchService, type Service } from '../support/service.ts';
import { findShows, importSmallCatalogue, textAt } from '../support/small-catalogue.ts';
import { boxoffice, removeTemporaryFolders, temporaryFolder } from './terminal.ts';

const roles = suite('roles');

const servers: NatsServer[] = [];
const services: Service[] = [];
roles.after.each(async () => {
  await Promise.all(services.splice(0).map((service) => service.stop('SIGKILL')));
  await Promise.all(servers.splice(0).map((server) => server.close()));
  removeTemporaryFolders();
});

async function openServer(more = ''): Promise<NatsServer> {
  const server = await startNatsServer(`${WITH_MAPPING}\n${more}`);
  servers.push(server);
  return server;
}

async function launch(data_folder: string, ...command: readonly string[]): Promise<Service> {
  const service = await launchService({ data_folder, command });
  services.push(service);
  return service;
}

/** Resolves once the process has said this; rejects where it ends before. */
function says(service: Service, pattern: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (pattern.test(service.output())) resolve();
    };
    service.process.stdout?.on('data', look);
    service.process.stderr?.on('data', look);
    service.ended.then(() => reject(new Error(`it ended without ${pattern}:\n${service.output()}`)), reject);
    look();
  });
}

const READY = /"msg":"ready"/;

async function folderWithShows(seats_per_row = 5): Promise<string> {
  const folder = temporaryFolder();
  await importSmallCatalogue(folder, { shows: 1, rows: 26, seats_per_row });
  return folder;
}

async function status(url: string): Promise<number> {
  return (await fetch(url)).status;
}

roles('an engine and a gateway need a server, and start owns everything', async () => {
  const environment = { BOXOFFICE_DATA: temporaryFolder() };
  for (const command of ['engine', 'gateway']) {
    const { code, stderr } = await boxoffice([command], environment);
    assert.is(code, 2);
    assert.match(stderr, new RegExp(`^boxoffice: 'boxoffice ${command}' .*--nats URL.*BOXOFFICE_NATS_URL`));
  }
  const secret = await boxoffice(['engine', '--nats', 'nats://me:hush@127.0.0.1'], environment);
  assert.is(secret.code, 2);
  assert.match(secret.stderr, /--nats .*BOXOFFICE_NATS_PASSWORD/);
  assert.not.match(secret.stderr, /hush/);
  const partial = await boxoffice(['start'], { ...environment, BOXOFFICE_PARTITIONS: '0-31' });
  assert.is(partial.code, 2);
  assert.match(partial.stderr, /BOXOFFICE_PARTITIONS .*engine/);
});

roles('an engine says what it sells, shows its operator how it is, and ends with 0', async () => {
  const { url } = await openServer();
  const engine = await launch(await folderWithShows(), 'engine', '--nats', url, '--partitions', '0-63');
  await says(engine, READY);
  await says(engine, /data +\//);
  assert.match(engine.output(), /^boxoffice engine \w{26} sells the shows of partitions 0-63\.$/m);
  assert.ok(engine.output().includes(`${engine.url}/metrics`));
  assert.is(await status(`${engine.url}/healthz`), 200);
  assert.is(await status(`${engine.url}/readyz`), 200);
  assert.is(await status(`${engine.url}/v1/cities`), 404);
  const metrics = await (await fetch(`${engine.url}/metrics`)).text();
  for (const name of ['commands_total', 'log_available', 'loop_delay_seconds', 'catalogue_size']) {
    assert.match(metrics, new RegExp(`^boxoffice_${name}`, 'm'));
  }
  assert.is(await engine.stop('SIGTERM'), 0);
  assert.match(engine.output(), /"msg":"stopped"/);
});

roles('a second engine of the same partitions is told who has them, and does the first no harm', async () => {
  const { url } = await openServer();
  const folder = await folderWithShows();
  const first = await launch(folder, 'engine', '--nats', url, '--partitions', '0-40');
  await says(first, READY);
  const [, engine_id = ''] = /boxoffice engine (\w{26})/.exec(first.output()) ?? [];
  const second = await launch(temporaryFolder(), 'engine', '--nats', url, '--partitions', '40-63');
  assert.is(await second.ended, 75);
  const [line = ''] = second
    .output()
    .split('\n')
    .filter((each) => each.startsWith('boxoffice: '));
  for (const part of ['partitions 40 ', engine_id, folder, '--partitions'])
    assert.ok(line.includes(part), line);
  const whole = await launch(await folderWithShows(), 'start', '--nats', url);
  assert.is(await whole.ended, 75);
  assert.is(await status(`${first.url}/readyz`), 200);
});

roles('an engine waits for its server, not ready, and can be stopped meanwhile', async () => {
  const server = await openServer();
  await server.stop();
  const folder = await folderWithShows();
  const engine = await launch(folder, 'engine', '--nats', server.url);
  await says(engine, /cannot be reached/);
  assert.is(await status(`${engine.url}/healthz`), 200);
  assert.is(await status(`${engine.url}/readyz`), 503);
  assert.is(await engine.stop('SIGTERM'), 0);

  const again = await launch(folder, 'engine', '--nats', server.url);
  await says(again, /cannot be reached/);
  await server.start();
  await says(again, READY);
  assert.is(await status(`${again.url}/readyz`), 200);
});

roles('an engine that was away while another took over ends at once', async () => {
  const server = await openServer();
  const proxy = await openProxy(server.port);
  const away = await launch(await folderWithShows(), 'engine', '--nats', proxy.url, '--partitions', '0-63');
  await says(away, READY);
  proxy.cut();
  await says(away, /is lost; connecting again/);
  const newer = await launch(await folderWithShows(), 'engine', '--nats', server.url, '--partitions', '63');
  await says(newer, READY);
  proxy.mend();
  assert.is(await away.ended, 75);
  assert.match(away.output(), /"level":60,.*partitions 63 .*another engine has taken over/);
  assert.is(await status(`${newer.url}/readyz`), 200);
  await proxy.close();
});

roles('a box office that joins late and finds its partitions taken ends at once', async () => {
  const server = await openServer();
  const proxy = await openProxy(server.port);
  proxy.cut();
  const late = await launch(await folderWithShows(), 'start', '--nats', proxy.url);
  await says(late, READY);
  const engine = await launch(await folderWithShows(), 'engine', '--nats', server.url);
  await says(engine, READY);
  proxy.mend();
  assert.is(await late.ended, 75);
  assert.match(late.output(), /"level":60,.*partitions 0-63 .*could not join/);
  assert.is(await status(`${engine.url}/readyz`), 200);
  await proxy.close();
});

roles('two engines that could not hear one another: once they do, the older one ends', async () => {
  const port = await freePort();
  const first = await openServer(
    `cluster { name: boxoffice, listen: "127.0.0.1:${port}", no_advertise: true }`,
  );
  const proxy = await openProxy(port);
  proxy.cut();
  const route = `routes: ["nats-route://127.0.0.1:${new URL(proxy.url).port}"]`;
  const second = await openServer(
    `cluster { name: boxoffice, listen: "127.0.0.1:${await freePort()}", no_advertise: true, ${route} }`,
  );
  const older = await launch(await folderWithShows(), 'engine', '--nats', first.url);
  await says(older, READY);
  const newer = await launch(await folderWithShows(), 'engine', '--nats', second.url);
  await says(newer, READY);
  proxy.mend();
  assert.is(await older.ended, 75);
  assert.match(older.output(), /another engine has taken over/);
  assert.is(await status(`${newer.url}/readyz`), 200);
  await proxy.close();
});

roles('a gateway with an empty folder sells, and stops under load with an answer for everybody', async () => {
  const { engine, gateway, engine_folder } = await openPair();
  const crowd = await openCrowd(gateway.url);
  assert.is(await gateway.stop('SIGTERM'), 0);
  for (const { status: last } of await crowd.last_answers)
    assert.ok(last === 503 || last === null, `${last}`);
  assert.is(await engine.stop('SIGTERM'), 0);
  await assertStored(engine_folder, crowd);
});

roles('an engine that stops under load answers what it has taken', async () => {
  const { engine, gateway, engine_folder } = await openPair();
  const crowd = await openCrowd(gateway.url);
  assert.is(await engine.stop('SIGTERM'), 0);
  for (const { status } of await crowd.last_answers) assert.is(status, 503);
  await assertStored(engine_folder, crowd);
  assert.is(await gateway.stop('SIGTERM'), 0);
});

roles('start sells over HTTP while its server is away, and joins it when it comes', async () => {
  const server = await openServer();
  await server.stop();
  const all = await launch(await folderWithShows(), 'start', '--nats', server.url);
  await says(all, READY);
  const [show_id = ''] = await findShows(all.url);
  assert.is((await openClient(all.url, show_id).reserve({ count: 1 })).status, 201);
  await server.start();
  await says(all, /the partitions are ours/);
  const gateway = await launch(temporaryFolder(), 'gateway', '--nats', server.url);
  await says(gateway, READY);
  while (!(await fetch(`${gateway.url}/readyz`)).ok) await sleep(50);
  assert.is((await openClient(gateway.url, show_id).reserve({ count: 1 })).status, 201);
  assert.is(await all.stop('SIGTERM'), 0);
});

/** An engine with a show of many seats, and a gateway that has nothing of its own. */
async function openPair() {
  const { url } = await openServer();
  const engine_folder = await folderWithShows(76);
  const engine = await launch(engine_folder, 'engine', '--nats', url);
  await says(engine, READY);
  const gateway = await launch(temporaryFolder(), 'gateway', '--nats', url);
  await says(gateway, /1 shows to come in 1 cities/);
  assert.ok(gateway.output().includes(url));
  return { engine, gateway, engine_folder };
}

const CUSTOMERS = 24;
const ENOUGH = 100;
/** A gateway gives an engine up after somewhat longer, as it can happen on a machine that is too busy. */
const SLOW_MS = 1_000;

interface LastAnswer {
  /** Null where nobody listened any more. */
  readonly status: number | null;
  readonly took_ms: number;
}

interface Crowd {
  readonly acknowledged: ReadonlySet<string>;
  readonly last_answers: Promise<readonly LastAnswer[]>;
}

/** Each reserves for one new session after the other, until it hears something else than that it got its seat. */
async function openCrowd(url: string): Promise<Crowd> {
  const [show_id = ''] = await findShows(url);
  const acknowledged = new Set<string>();
  let begin = (): void => undefined;
  const busy = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const customer = async (): Promise<LastAnswer> => {
    for (;;) {
      const asked_at = performance.now();
      const answer = await openClient(url, show_id)
        .reserve({ count: 1 })
        .catch(() => null);
      if (answer?.status !== 201) {
        return { status: answer?.status ?? null, took_ms: performance.now() - asked_at };
      }
      acknowledged.add(textAt(answer.body, 'booking', 'booking_id'));
      if (acknowledged.size >= ENOUGH) begin();
    }
  };
  const last_answers = Promise.all(Array.from({ length: CUSTOMERS }, customer));
  await busy;
  return { acknowledged, last_answers };
}

/** What was acknowledged was done; and what was done was acknowledged, but for who was kept waiting too long. */
async function assertStored(data_folder: string, { acknowledged, last_answers }: Crowd): Promise<void> {
  const reader = openLogReader(data_folder);
  const stored = new Set(Array.from(reader.bookings(), (row) => row.booking_id));
  reader.close();
  for (const booking_id of acknowledged) assert.ok(stored.has(booking_id), `${booking_id} is not stored`);
  const kept_waiting = (await last_answers).filter(({ took_ms }) => took_ms > SLOW_MS);
  const unacknowledged = stored.size - acknowledged.size;
  assert.ok(unacknowledged <= kept_waiting.length, `${unacknowledged} were done without an answer`);
}

roles.run();
