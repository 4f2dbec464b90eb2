import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openLogReader } from '../../persistence/index.ts';
import { openClient } from '../support/client.ts';
import { findShows, textAt } from '../support/small-catalogue.ts';
import { endProcesses, folderWithShow, launch, openServer, READY, says, statusOf } from './processes.ts';
import { temporaryFolder } from './terminal.ts';

const gateway_command = suite('gateway');
gateway_command.after.each(endProcesses);

gateway_command(
  'a gateway with an empty folder sells, and stops under load with an answer for everybody',
  async () => {
    const { engine, gateway, engine_folder } = await openPair();
    const crowd = await openCrowd(gateway.url);
    assert.is(await gateway.stop('SIGTERM'), 0);
    for (const { status: last } of await crowd.last_answers)
      assert.ok(last === 503 || last === null, `${last}`);
    assert.is(await engine.stop('SIGTERM'), 0);
    await assertStored(engine_folder, crowd);
  },
);

gateway_command('an engine that stops under load answers what it has taken', async () => {
  const { engine, gateway, engine_folder } = await openPair();
  const crowd = await openCrowd(gateway.url);
  assert.is(await engine.stop('SIGTERM'), 0);
  for (const { status } of await crowd.last_answers) assert.is(status, 503);
  await assertStored(engine_folder, crowd);
  assert.is(await gateway.stop('SIGTERM'), 0);
});

gateway_command('start sells over HTTP while its server is away, and joins it when it comes', async () => {
  const server = await openServer();
  await server.stop();
  const all = await launch(await folderWithShow(), 'start', '--nats', server.url);
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

gateway_command('a gateway is not ready before it has something to list', async () => {
  const { url } = await openServer();
  const gateway = await launch(temporaryFolder(), 'gateway', '--nats', url);
  await says(gateway, READY);
  assert.is(await statusOf(`${gateway.url}/readyz`), 503);
  await launch(await folderWithShow(), 'engine', '--nats', url);
  while ((await statusOf(`${gateway.url}/readyz`)) !== 200) await sleep(50);
  assert.is((await findShows(gateway.url)).length, 1);
});

/** An engine with a show of many seats, and a gateway that has nothing of its own. */
async function openPair() {
  const { url } = await openServer();
  const engine_folder = await folderWithShow(76);
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

gateway_command.run();
