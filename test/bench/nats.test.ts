import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { startProcessMeter } from '../../bench/machine/process-cpu.ts';
import { startClient } from '../../bench/nats/client-link.ts';
import { bookingIdIn, expectReleased } from '../../bench/nats/clients/answer.ts';
import { makeCustomers } from '../../bench/nats/clients/customer.ts';
import { openHttpTill } from '../../bench/nats/clients/http.ts';
import { openInboxTill } from '../../bench/nats/clients/nats.ts';
import type { Contestant, Outcome, Server, Way } from '../../bench/nats/contestant.ts';
import { expectationTable } from '../../bench/nats/report.ts';
import { runRound } from '../../bench/nats/round.ts';
import { RELEASED, RESERVED } from '../../bench/nats/servers/echo-answers.ts';
import { setStage } from '../../bench/nats/stage.ts';
import { longEnough } from './long-enough.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

const nats = suite('bench nats');

const SHOWS = 2;
const IN_FLIGHT = 8;

const client = startClient();
nats.after(client.close);

function runShortly(server: Server, way: Way): Promise<Outcome> {
  return longEnough(
    300,
    (measure_ms) =>
      withTemporaryFolder((parent) =>
        runRound(client, {
          contestant: { name: server, server, way },
          shows: SHOWS,
          in_flight: IN_FLIGHT,
          folder: join(parent, 'round'),
          warmup_ms: 20,
          measure_ms,
        }),
      ),
    ({ operations_per_second }) => operations_per_second > 0,
  );
}

// Redis is left out: the bench goes without it where it is not installed.
const ROUNDS: readonly [server: Server, way: Way, processes: string[]][] = [
  ['engine', 'request', ['client', 'nats-server', 'engine']],
  ['engine', 'inbox', ['client', 'nats-server', 'engine']],
  ['echo', 'request', ['client', 'nats-server', 'echo']],
  ['echo', 'inbox', ['client', 'nats-server', 'echo']],
  ['all_in_one', 'http', ['client', 'boxoffice']],
  ['fastify', 'http', ['client', 'fastify']],
  ['gateway', 'http', ['client', 'gateway', 'nats-server', 'engine']],
  ['fastify_hop', 'http', ['client', 'fastify', 'nats-server', 'echo']],
];

for (const [server, way, processes] of ROUNDS) {
  // A round fails by itself where what is stored is not what was acknowledged.
  nats(`${server} by ${way}: every operation counts, and so does the CPU time of every process`, async () => {
    const outcome = await runShortly(server, way);
    assert.ok(outcome.cycles_acknowledged >= IN_FLIGHT);
    assert.ok(outcome.operations_per_second > 0);
    assert.ok(outcome.operation.p50 <= outcome.operation.p99);
    assert.equal(Object.keys(outcome.cpu_us), processes);
    assert.ok(Object.values(outcome.cpu_us).every((cpu) => cpu >= 0));
  });
}

nats('what is booked for one customer is refused to another, and that ends the round', async () => {
  await withTemporaryFolder(async (folder) => {
    const { entrance, processes } = await setStage('engine', folder, 1);
    const [show_id = ''] = entrance.shows;
    const till = await openInboxTill(entrance.url, [...makeCustomers(1), ...makeCustomers(1)]);
    try {
      await till.reserve(0, show_id);
      await till.reserve(1, show_id);
      assert.unreachable();
    } catch (error) {
      assert.match(String(error), 'retry');
    } finally {
      await till.close();
      for (const process of Object.values(processes).reverse()) await process.stop();
    }
  });
});

nats('the echo and the bare routes answer as many bytes as ours', async () => {
  await withTemporaryFolder(async (parent) => {
    const folder = join(parent, 'ours');
    mkdirSync(folder);
    const { entrance, processes } = await setStage('all_in_one', folder, 1);
    const session_id = 'a-session-of-the-test';
    const show = `${entrance.url}/v1/shows/${entrance.shows[0]}/bookings`;
    try {
      const headers = { 'content-type': 'application/json', 'x-session-id': session_id };
      const body = JSON.stringify({ session_id, seats: ['D-12'] });
      const reserved = await fetch(show, { method: 'POST', headers, body }).then((answer) => answer.text());
      const booking = `${show}/${bookingIdIn(reserved)}`;
      const released = await fetch(booking, {
        method: 'DELETE',
        headers: { 'x-session-id': session_id },
      }).then((answer) => answer.text());
      expectReleased(released);
      // A version has more digits once a show has sold for a while.
      const lengthOf = (answer: string): number => answer.replace(/"version":\d+/, '').length;
      assert.is(lengthOf(JSON.stringify(RESERVED)), lengthOf(reserved));
      assert.is(lengthOf(JSON.stringify(RELEASED)), lengthOf(released));
    } finally {
      for (const process of Object.values(processes)) await process.stop();
    }
  });
});

nats('an HTTP answer that is no success ends the round', async () => {
  await withTemporaryFolder(async (folder) => {
    const { entrance, processes } = await setStage('fastify', folder, 1);
    const till = await openHttpTill(entrance.url, [{ session_id: '', seat: 'D-12' }]);
    try {
      await till.reserve(0, entrance.shows[0] ?? '');
      assert.unreachable();
    } catch (error) {
      assert.match(String(error), '400');
    } finally {
      await till.close();
      for (const process of Object.values(processes)) await process.stop();
    }
  });
});

nats('CPU time is counted of the process that spends it', () => {
  const read = startProcessMeter({ busy: process.pid, idle: process.ppid });
  const before = process.cpuUsage();
  while (process.cpuUsage(before).user < 200_000);
  const { busy = 0, idle = 0 } = read();
  assert.ok(busy >= 150_000);
  assert.ok(idle < busy);
});

nats('a verdict says by how much it falls short, of rounds that ran side by side', () => {
  const ours: Contestant = { name: 'ours', server: 'engine', way: 'inbox' };
  const rival: Contestant = { name: 'theirs', server: 'echo', way: 'inbox' };
  const outcome = (operations_per_second: number, p99: number): Outcome => ({
    operations_per_second,
    cycles_acknowledged: 1,
    operation: { p50: 1, p99, max: p99 },
    cpu_us: {},
    busy_cores: null,
  });
  const verdicts = expectationTable({
    race: {
      name: 'a race',
      shows: 1,
      in_flight: 1,
      contestants: [ours, rival],
      expectations: [{ ours, rival, rate: 0.8, p99: 2 }],
    },
    outcomes: new Map([
      [ours, [outcome(20, 30), outcome(300, 3), outcome(40, 3)]],
      [rival, [outcome(100, 10), outcome(400, 2), outcome(100, 2)]],
    ]),
  });
  assert.match(verdicts ?? '', /rate beside theirs +0\.4 × +≥ 0\.8 × +SHORT by 50 %/);
  assert.match(verdicts ?? '', /p99 beside theirs +1\.5 × +≤ 2 × +met/);
});

nats.run();
