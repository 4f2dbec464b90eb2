import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { partitionOf } from '../../../persistence/partition.ts';
import { MappingError } from '../../../src/nats/show-service/mapping.ts';
import { showSubject } from '../../../src/nats/subjects.ts';
import { ALL_PARTITIONS } from '../../../src/partitions.ts';
import { type BoxOffice, openBoxOffice } from '../../gateway/box-office.ts';
import {
  type NatsServer,
  startNatsServer,
  WITH_MAPPING,
  WITHOUT_MAPPING,
} from '../../support/nats-server.ts';
import { findServices } from './endpoints.ts';
import {
  ask,
  assertDone,
  assertRefused,
  createService,
  openService,
  openStage,
  type Stage,
  valueAt,
} from './stage.ts';

const FIRST_HALF = ALL_PARTITIONS.slice(0, 32);
const SECOND_HALF = ALL_PARTITIONS.slice(32);

const partitions = suite<{ box_office: BoxOffice }>('partitions');

partitions.before(async (context) => {
  context.box_office = await openBoxOffice();
});

partitions.after(async ({ box_office }) => box_office.close());

function told({ service }: Stage): string {
  return service.logged.lines.filter((line) => line.includes('requests are taken')).join('\n');
}

function showOf({ box_office }: Stage, half: readonly number[]): string {
  const show_id = box_office.shows.find((show) => half.includes(partitionOf(show)));
  if (show_id === undefined) throw new Error('one of 30 shows lies in each half');
  return show_id;
}

partitions('says once at the start whether the server maps', async () => {
  const mapped = await openStage({ configuration: WITH_MAPPING });
  assert.match(told(mapped), /^info .*maps each to the engine of its show.*$/);
  await mapped.close();
  const unmapped = await openStage({ configuration: WITHOUT_MAPPING });
  assert.match(told(unmapped), /^info .*maps none.*$/);
  await unmapped.close();
});

async function refusesToBegin(box_office: BoxOffice, server: NatsServer, why: RegExp): Promise<void> {
  try {
    await openService(server, box_office);
    assert.unreachable('it began');
  } catch (error) {
    assert.instance(error, MappingError);
    assert.match(Object(error).message, why);
  } finally {
    await server.close();
  }
}

partitions('does not begin where the server maps to other partitions', async ({ box_office }) => {
  const server = await startNatsServer(WITH_MAPPING.replace('partition(64,1)', 'partition(32,1)'));
  await refusesToBegin(box_office, server, /maps show \w{26} to partition \d+, which is \d+/);
});

partitions('does not begin where nothing comes through', async ({ box_office }) => {
  const server = await startNatsServer(WITH_MAPPING.replace('boxoffice.p.', 'elsewhere.'));
  await refusesToBegin(box_office, server, /nothing of what is asked .* comes through/);
});

partitions('begins once there is a server', async ({ box_office }) => {
  const server = await startNatsServer();
  await server.stop();
  let has_begun = false;
  const opening = openService(server, box_office).then((service) => {
    has_begun = true;
    return service;
  });
  assert.is(has_begun, false);
  await server.start();
  const service = await opening;
  await service.close();
  await server.close();
});

partitions('gives up beginning when it is closed', async ({ box_office }) => {
  const server = await startNatsServer();
  await server.stop();
  const service = createService(server, box_office);
  const begun = service.begin().then(
    () => assert.unreachable('it began without a server'),
    (error: unknown) => assert.is(Object(error).name, 'AbortError'),
  );
  await service.close();
  await begun;
  await server.close();
});

partitions('refuses what was sent to another partition than the show’s', async () => {
  const stage = await openStage();
  const show_id = stage.freshShow();
  const own = partitionOf(show_id);
  const subjectOf = (partition: number): string => `boxoffice.p.${partition}.show.${show_id}.seats`;
  assertDone(await ask(stage.connection, subjectOf(own), ''));
  assertRefused(await ask(stage.connection, subjectOf((own + 1) % 64), ''), 421, 'wrong_partition');
  assertRefused(await ask(stage.connection, subjectOf((own + 2) % 64), ''), 421, 'wrong_partition');
  const warnings = stage.service.logged.lines.filter((line) => line.startsWith('warn'));
  assert.is(warnings.length, 1, 'told once a minute at most');
  await stage.close();
});

partitions(
  'two engines where nothing is mapped: each request gets to the one that owns its show',
  async () => {
    const owned = new Set(ALL_PARTITIONS);
    const isOwned = (partition: number): boolean => owned.has(partition);
    const stage = await openStage({
      configuration: WITHOUT_MAPPING,
      service: { partitions: FIRST_HALF, isOwned },
    });
    const second = await openService(stage.server, stage.box_office, { partitions: SECOND_HALF, isOwned });

    const services = await findServices(stage.connection, 2);
    assert.equal(services.map(({ metadata }) => metadata?.partitions).sort(), ['0-31', '32-63']);
    for (const half of [FIRST_HALF, SECOND_HALF]) {
      const show_id = showOf(stage, half);
      const visitor = stage.visitor();
      const key = { 'idempotency-key': 'once' };
      const first = await visitor.ask(show_id, 'reserve', { count: 1 }, key);
      assertDone(first);
      // Whichever of the two takes it, what is passed on keeps its headers.
      for (let times = 0; times < 20; times += 1) {
        assert.equal((await visitor.ask(show_id, 'reserve', { count: 1 }, key)).body, first.body);
      }
    }

    // An engine that is away: who asks hears so at once, instead of waiting for an answer that never comes.
    await second.close();
    for (const partition of SECOND_HALF) owned.delete(partition);
    const show_id = showOf(stage, SECOND_HALF);
    const refused = await stage.visitor().ask(show_id, 'reserve', { count: 1 });
    assertRefused(refused, 503, 'unavailable');
    assert.is(valueAt(refused, 'retry_after_s'), 2);
    assertDone(await stage.visitor().ask(showOf(stage, FIRST_HALF), 'seats'));
    await stage.close();
  },
);

partitions('what is as large as the server takes is refused, and not passed on', async () => {
  const isOwned = (): boolean => true;
  const stage = await openStage({
    configuration: WITHOUT_MAPPING,
    service: { partitions: FIRST_HALF, isOwned },
  });
  const largest = new Uint8Array(stage.connection.info?.max_payload ?? 0);
  for (const half of [FIRST_HALF, SECOND_HALF]) {
    const refused = await ask(stage.connection, showSubject(showOf(stage, half), 'reserve'), largest);
    assertRefused(refused, 413, 'payload_too_large');
  }
  await stage.close();
});

partitions('two engines where the server maps: it says itself that nobody listens', async () => {
  const stage = await openStage({ service: { partitions: FIRST_HALF } });
  assertDone(await ask(stage.connection, showSubject(showOf(stage, FIRST_HALF), 'seats'), ''));
  try {
    await ask(stage.connection, showSubject(showOf(stage, SECOND_HALF), 'seats'), '');
    assert.unreachable('somebody answered');
  } catch (error) {
    assert.match(String(error), /no responders/i);
  }
  await stage.close();
});

partitions.run();
