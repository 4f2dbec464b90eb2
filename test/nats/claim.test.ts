import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawId } from '../../src/ids.ts';
import type { Broker } from '../../src/nats/broker.ts';
import { type Claim, claimPartitions } from '../../src/nats/claim/claim.ts';
import type { PartitionsTakenError } from '../../src/nats/claim/partitions-taken.ts';
import { CLAIMS } from '../../src/nats/subjects.ts';
import type { LogBook } from './log-book.ts';
import { openProxy } from './proxy.ts';
import { bytesOf, isConnected, openStage } from './stage.ts';

const claim = suite('claim');
const stage = openStage();
claim.after.each(stage.close);

interface Claimant {
  readonly engine_id: string;
  readonly broker: Broker;
  readonly log: LogBook;
  /** Resolves with the claim, or with why it was refused. */
  readonly outcome: Promise<Claim | PartitionsTakenError>;
  /** Resolves when somebody took over. */
  readonly lost: Promise<PartitionsTakenError>;
}

/** An engine that claims partitions, over a connection of its own. */
function start(url: string, partitions: readonly number[], engine_id = drawId()): Claimant {
  const { broker, log } = stage.broker(url);
  let onLost: (error: PartitionsTakenError) => void = () => undefined;
  const lost = new Promise<PartitionsTakenError>((resolve) => {
    onLost = resolve;
  });
  const place = { host: 'host-7', data_folder: '/var/lib/boxoffice' };
  const outcome = claimPartitions({ broker, engine_id, partitions, ...place, log, onLost }).catch(
    (error: PartitionsTakenError) => error,
  );
  return { engine_id, broker, log, outcome, lost };
}

async function owned({ outcome }: Claimant): Promise<Claim> {
  const result = await outcome;
  if (result instanceof Error) throw result;
  return result;
}

async function refused({ outcome }: Claimant): Promise<PartitionsTakenError> {
  const result = await outcome;
  if (result instanceof Error) return result;
  throw new Error('it got the partitions');
}

claim('who asks later is told who has them, and where that runs', async () => {
  const { url } = await stage.server();
  const first = start(url, [0, 1, 2, 3]);
  await owned(first);
  const second = start(url, [2, 3, 4]);
  const error = await refused(second);
  assert.is(error.name, 'PartitionsTakenError');
  for (const part of ['partitions 2-3 ', first.engine_id, 'host-7', '/var/lib/boxoffice']) {
    assert.ok(error.message.includes(part), error.message);
  }
  await owned(start(url, [4, 5]));
});

claim('who has them keeps them, whatever the ids', async () => {
  const { url } = await stage.server();
  const [smaller, larger] = [drawId(), drawId()].sort();
  await owned(start(url, [7], larger));
  await refused(start(url, [7], smaller));
});

claim('two at the same moment: the smaller id gets them, and the other is told', async () => {
  const { url } = await stage.server();
  const ids = [drawId(), drawId(), drawId()].sort();
  const engines = ids.toReversed().map((id) => start(url, [1, 2], id));
  const [third, second, first] = engines;
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('three were started');
  await owned(first);
  assert.match((await refused(second)).message, first.engine_id);
  assert.match((await refused(third)).message, first.engine_id);
});

claim('who gave way gets them where the one that came first is refused', async () => {
  const { url } = await stage.server();
  await owned(start(url, [9]));
  const [smaller, larger] = [drawId(), drawId()].sort();
  const last = start(url, [8], larger);
  const first = start(url, [8, 9], smaller);
  await refused(first);
  await owned(last);
});

claim('what was released, or whose engine has gone, is free', async () => {
  const { url } = await stage.server();
  const first = start(url, [0]);
  (await owned(first)).release();
  const second = start(url, [0]);
  await owned(second);
  await second.broker.close();
  await owned(start(url, [0]));
});

claim('waits for a server that is away at the start', async () => {
  const server = await stage.server();
  await server.stop();
  const engine = start(server.url, [0, 1]);
  await engine.log.says(/waiting for the NATS server/);
  await engine.log.says(/cannot be reached/);
  await server.start();
  await owned(engine);
  await refused(start(server.url, [1]));
});

claim(
  'owners keep what they have when the server comes back, and who starts meanwhile gets none of it',
  async () => {
    const server = await stage.server();
    const owners = [start(server.url, [0, 1]), start(server.url, [2, 3])];
    await Promise.all(owners.map(owned));
    const lost: unknown[] = [];
    for (const owner of owners) owner.lost.then((error) => lost.push(error));
    await server.stop('SIGKILL');
    const newcomer = start(server.url, [1, 2]);
    await newcomer.log.says(/cannot be reached/);
    await server.start();
    await refused(newcomer);
    assert.equal(lost, []);
  },
);

claim('who was away while another engine took over hears of it, and the other stays', async () => {
  const server = await stage.server();
  const proxy = await openProxy(server.port);
  const away = start(proxy.url, [5, 6]);
  await owned(away);
  proxy.cut();
  await away.log.says(/is lost/);
  const newer = start(server.url, [6]);
  await owned(newer);
  proxy.mend();
  const error = await away.lost;
  assert.match(error.message, newer.engine_id);
  assert.match(error.message, 'partitions 6 ');
  await refused(start(server.url, [6]));
  await proxy.close();
});

claim(
  'of two who both believe that they have them, only the older one stops, whoever comes back first',
  async () => {
    const server = await stage.server();
    const ways = await Promise.all([openProxy(server.port), openProxy(server.port)]);
    const [older_way, newer_way] = ways;
    const older = start(older_way.url, [5]);
    await owned(older);
    older_way.cut();
    const newer = start(newer_way.url, [5]);
    await owned(newer);
    let newer_lost = false;
    newer.lost.then(() => {
      newer_lost = true;
    });
    newer_way.cut();
    await newer.log.says(/is lost/);
    older_way.mend();
    // The older one is alone for now, asks, and hears nothing.
    while (older.log.matching(/connected/).length < 2)
      await older.log.says(/connected/).then(() => sleep(20));
    newer_way.mend();
    assert.match((await older.lost).message, newer.engine_id);
    assert.is(newer_lost, false);
    await refused(start(server.url, [5]));
    for (const way of ways) await way.close();
  },
);

claim('what is no claim is said and ignored', async () => {
  const { url } = await stage.server();
  const engine = start(url, [0]);
  await owned(engine);
  const { broker } = stage.broker(url);
  await isConnected(broker);
  const words = ['', '{}', '[1]', JSON.stringify({ engine_id: 'x', partitions: [0], is_owner: true })];
  for (const word of words) broker.publish(CLAIMS, bytesOf(word), { reply: 'nobody' });
  await engine.log.says(/could not be read/);
  await refused(start(url, [0]));
});

claim(
  'any number at any moments: no partition has two owners, and who is refused is refused by an owner',
  async () => {
    const engines = fc.array(
      fc.record({
        delay_ms: fc.integer({ min: 0, max: 1_200 }),
        first: fc.integer({ min: 0, max: 63 }),
        count: fc.integer({ min: 1, max: 6 }),
      }),
      { minLength: 2, maxLength: 32 },
    );
    await fc.assert(
      fc.asyncProperty(engines, async (plans) => {
        const { url } = await stage.server();
        const owner_of = new Map<number, string>();
        const run = async ({ delay_ms, first, count }: (typeof plans)[number]): Promise<void> => {
          await sleep(delay_ms);
          const partitions = Array.from({ length: count }, (_, number) => (first + number) % 64);
          const engine = start(url, partitions);
          const result = await engine.outcome;
          const owners = partitions.flatMap((partition) => owner_of.get(partition) ?? []);
          if (result instanceof Error) {
            const by_owner = owners.some((owner) => result.message.includes(owner));
            assert.ok(by_owner, `${result.message}; owners: ${owners.join(', ')}`);
          } else {
            assert.equal(owners, [], 'it got what another one has');
            for (const partition of partitions) owner_of.set(partition, engine.engine_id);
          }
        };
        await Promise.all(plans.map(run));
        await stage.close();
      }),
      // Each run takes seconds, so that a smaller example would take minutes to find.
      { numRuns: 5, endOnFailure: true },
    );
  },
);

claim.run();
