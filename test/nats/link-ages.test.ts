import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawId } from '../../src/ids.ts';
import { createAges } from '../../src/nats/link/ages.ts';
import { serveGateways } from '../../src/nats/link/engine-end.ts';
import { engineRequests } from '../../src/nats/subjects.ts';
import { ALL_PARTITIONS } from '../../src/partitions.ts';
import { inProcessRouting } from '../../src/routing/in-process.ts';
import { openBoxOffice } from '../gateway/box-office.ts';
import { isConnected, openMailbox, openStage, settled, textOf } from './stage.ts';

const INBOX = '_INBOX.gateway.answers';

const ages = suite('what was on its way for too long');
const stage = openStage();
ages.after.each(stage.close);

ages('is told by two clocks that have nothing in common', () => {
  let now = 5_000_000;
  const known = createAges(() => now);
  const sentBefore = (ms: number): number => 200 + (now - 5_000_000) - ms;
  assert.is(known.of('gateway', sentBefore(3)), 0);
  now += 1_000;
  assert.is(known.of('gateway', sentBefore(1)), 0);
  assert.is(known.of('gateway', sentBefore(1_801)), 1_800);
  // Another gateway has another clock.
  assert.is(known.of('other', 77_000_000), 0);
});

ages('clocks that drift apart do not make it older', () => {
  let now = 0;
  const known = createAges(() => now);
  let age = 0;
  for (; now < 86_400_000; now += 10_000) age = Math.max(age, known.of('gateway', now * 0.999_9));
  assert.ok(age < 20, `${age} ms`);
});

ages('a clock that ran apart while its gateway said nothing does not make it older', () => {
  let now = 0;
  const known = createAges(() => now);
  known.of('gateway', 0);
  // A quiet night, or a machine that was asleep for most of it.
  now = 36_000_000;
  for (let number = 0; number < 10; number += 1, now += 1_000) {
    assert.is(known.of('gateway', now - 20_000_000), 0);
  }
});

ages('a clock that stood still while its machine was moved makes it older for a moment only', () => {
  let now = 0;
  let stood_still_ms = 0;
  const known = createAges(() => now);
  const ageNow = (): number => known.of('gateway', now - stood_still_ms);
  for (; now < 100_000; now += 100) assert.is(ageNow(), 0);
  stood_still_ms = 5_000;
  for (const moved_at = now; ageNow() > 0; now += 100) {
    assert.ok(now - moved_at <= 20_100, `${now - moved_at} ms later`);
  }
});

ages('is not done by an engine any more; what is told by no clock is', async () => {
  const server = await stage.server();
  const box_office = await openBoxOffice();
  const [engine_broker, gateway] = [stage.broker(server.url), stage.broker(server.url).broker];
  await Promise.all([isConnected(engine_broker.broker), isConnected(gateway)]);
  const engine_id = drawId();
  const service = serveGateways({
    broker: engine_broker.broker,
    engine_id,
    partitions: ALL_PARTITIONS,
    routing: inProcessRouting(box_office.engine),
    admission: { hasRoom: () => true, enter: (entrant) => entrant.serve() },
    log: engine_broker.log,
  });
  await settled(engine_broker.broker);
  const answers = openMailbox(gateway, INBOX);
  const [show_id] = box_office.shows;
  const reserve = (number: number, asked_at?: number): void => {
    const body = { session_id: drawId(), count: 1 };
    const request = { verb: 'reserve', show_id, body, idempotency_key: drawId() };
    const batch = { answers_to: INBOX, asked_at, requests: [[number, request]] };
    gateway.publish(engineRequests(engine_id), Buffer.from(JSON.stringify(batch)));
  };
  const now = performance.now();
  reserve(1, now);
  reserve(2, now - 2_000);
  reserve(3);
  const told: number[] = [];
  while (!told.includes(3)) {
    for (const [number] of JSON.parse(textOf(await answers.next()))) told.push(number);
  }
  assert.equal(told, [1, 3]);
  assert.is(box_office.engine.statistics().steps_total, 2);
  await service.close();
  await box_office.close();
});

ages.run();
