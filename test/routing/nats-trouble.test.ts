import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { partitionOf } from '../../persistence/index.ts';
import type { Broker } from '../../src/nats/broker.ts';
import { ALL_PARTITIONS } from '../../src/partitions.ts';
import type { Answer } from '../../src/protocol/answers.ts';
import type { Routing } from '../../src/routing/routing.ts';
import { type BoxOffice, openBoxOffice } from '../gateway/box-office.ts';
import { type NatsServer, startNatsServer, WITH_MAPPING } from '../support/nats-server.ts';
import { connectedBroker, putOnNats, routingOver } from './engine-on-nats.ts';
import { bookingIn, eventually } from './routing-contract.ts';

/** The contract: a user hears of an engine that is away within two seconds. */
const HEARS_WITHIN_MS = 2_000;

const trouble = suite<{ server: NatsServer; box_office: BoxOffice }>('trouble between gateways and engines');

trouble.before(async (context) => {
  context.server = await startNatsServer();
  context.box_office = await openBoxOffice({ shows: 60 });
});
trouble.after(async ({ server, box_office }) => {
  await box_office.close();
  await server.close();
});

function reserve(routing: Routing, show_id: string, session_id: string = randomUUID()): Promise<Answer> {
  return routing.ask({ verb: 'reserve', show_id, body: { session_id, count: 1 }, idempotency_key: null });
}

function showAt(box_office: BoxOffice, index: number): string {
  const show_id = box_office.shows[index];
  if (show_id === undefined) throw new RangeError(`the box office has no show ${index}`);
  return show_id;
}

/** A broker on which the messages to some subjects get lost. */
function losing(broker: Broker, isLost: (subject: string) => boolean): Broker {
  return {
    ...broker,
    publish: (subject, payload, options) => isLost(subject) || broker.publish(subject, payload, options),
  };
}

trouble('while no engine is there all is unavailable at once', async ({ server, box_office }) => {
  const broker = await connectedBroker(server.url);
  const engine = putOnNats(broker, box_office.engine, ALL_PARTITIONS);
  const routing = await routingOver(broker);
  assert.is((await reserve(routing, showAt(box_office, 0))).status, 201);
  engine.vanish();
  const asked_at = performance.now();
  const answer = await reserve(routing, showAt(box_office, 0));
  assert.equal([answer.status, answer.type === 'problem' && answer.body.code], [503, 'unavailable']);
  assert.ok(performance.now() - asked_at < HEARS_WITHIN_MS);
  await eventually(
    async () => routing.state().available,
    (is_available) => !is_available,
  );

  const again = putOnNats(broker, box_office.engine, ALL_PARTITIONS);
  await eventually(
    async () => (await reserve(routing, showAt(box_office, 0))).status,
    (status) => status === 201,
  );
  routing.close();
  await again.close();
  await broker.close();
});

trouble('an answer that gets lost is unavailable in time, and its key brings it back', async (context) => {
  const { server, box_office } = context;
  let is_losing = true;
  const plain = await connectedBroker(server.url);
  const engine_broker = losing(plain, (subject) => is_losing && subject.endsWith('.answers'));
  const engine = putOnNats(engine_broker, box_office.engine, ALL_PARTITIONS);
  const gateway_broker = await connectedBroker(server.url);
  const routing = await routingOver(gateway_broker);
  const show_id = showAt(box_office, 1);
  const body = { session_id: randomUUID(), count: 2 };
  const ask = (): Promise<Answer> =>
    routing.ask({ verb: 'reserve', show_id, body, idempotency_key: 'the same' });
  const asked_at = performance.now();
  const lost = await ask();
  assert.equal([lost.status, lost.type === 'problem' && lost.body.code], [503, 'unavailable']);
  assert.ok(performance.now() - asked_at < HEARS_WITHIN_MS);
  is_losing = false;
  const booking = bookingIn(await ask());
  const all = await routing.sessionBookings(body.session_id);
  assert.equal(all.type === 'bookings' && all.body.bookings.map(({ booking_id }) => booking_id), [
    booking.booking_id,
  ]);
  routing.close();
  await engine.close();
  await Promise.all([plain.close(), gateway_broker.close()]);
});

trouble(
  'an event that gets lost is noticed, be it the first, the last or one between',
  async ({ server, box_office }) => {
    let is_losing = false;
    const plain = await connectedBroker(server.url);
    const engine = putOnNats(
      losing(plain, (subject) => is_losing && subject.startsWith('boxoffice.event.')),
      box_office.engine,
      ALL_PARTITIONS,
    );
    const gateway_broker = await connectedBroker(server.url);
    const routing = await routingOver(gateway_broker);
    const show_id = showAt(box_office, 2);
    let missed = 0;
    const versions: number[] = [];
    const stop = routing.subscribe(show_id, {
      news: ({ version }) => void versions.push(version),
      missed: () => {
        missed += 1;
      },
    });
    const untilMissed = (times: number): Promise<number> =>
      eventually(
        async () => missed,
        (count) => count === times,
      );
    const untilHeard = (times: number): Promise<number> =>
      eventually(
        async () => versions.length,
        (count) => count === times,
      );

    is_losing = true;
    await reserve(routing, show_id);
    await untilMissed(1);
    assert.is(versions.length, 0, 'the very first');
    is_losing = false;
    await reserve(routing, show_id);
    await untilHeard(1);

    is_losing = true;
    await reserve(routing, show_id);
    is_losing = false;
    await reserve(routing, show_id);
    await untilHeard(2);
    assert.is(missed, 2, 'one between two others');

    is_losing = true;
    await reserve(routing, show_id);
    await untilMissed(3);
    assert.is(versions.length, 2, 'the last');
    is_losing = false;
    await reserve(routing, show_id);
    await untilHeard(3);
    assert.is(missed, 3, 'nobody is sent to read again for what is known already');
    stop();
    routing.close();
    await engine.close();
    await Promise.all([plain.close(), gateway_broker.close()]);
  },
);

trouble('after the server was away, followers read again and all goes on', async ({ server, box_office }) => {
  const [engine_broker, gateway_broker] = [
    await connectedBroker(server.url),
    await connectedBroker(server.url),
  ];
  const engine = putOnNats(engine_broker, box_office.engine, ALL_PARTITIONS);
  const routing = await routingOver(gateway_broker);
  const show_id = showAt(box_office, 3);
  let missed = 0;
  const stop = routing.subscribe(show_id, {
    news: () => undefined,
    missed: () => {
      missed += 1;
    },
  });
  await server.stop('SIGKILL');
  const asked_at = performance.now();
  assert.is((await reserve(routing, show_id)).status, 503);
  assert.ok(performance.now() - asked_at < HEARS_WITHIN_MS);
  assert.is(routing.state().available, false);
  const missed_before = missed;
  await server.start();
  await eventually(
    async () => missed,
    (count) => count > missed_before,
  );
  await eventually(
    async () => (await reserve(routing, show_id)).status,
    (status) => status === 201,
  );
  stop();
  routing.close();
  await engine.close();
  await Promise.all([engine_broker.close(), gateway_broker.close()]);
});

trouble('a session’s bookings come from all engines, and it is said where one is away', async (context) => {
  const { server, box_office } = context;
  const other = await openBoxOffice({ shows: 1 });
  const broker = await connectedBroker(server.url);
  const lower = ALL_PARTITIONS.filter((partition) => partition < 32);
  const upper = ALL_PARTITIONS.filter((partition) => partition >= 32);
  // Two engines with the same shows: which one answers is only a matter of the partition.
  const [low, high] = [putOnNats(broker, box_office.engine, lower), putOnNats(broker, other.engine, upper)];
  const routing = await routingOver(broker);
  const session_id = randomUUID();
  const own = box_office.shows.find((show_id) => partitionOf(show_id) < 32) ?? '';
  const { booking_id } = bookingIn(await reserve(routing, own, session_id));

  const whole = await eventually(
    () => routing.sessionBookings(session_id),
    (answer) => answer.type === 'bookings' && answer.body.complete,
  );
  assert.equal(whole.type === 'bookings' && whole.body.bookings.map((each) => each.booking_id), [booking_id]);

  high.vanish();
  const part = await routing.sessionBookings(session_id);
  assert.equal(
    part.type === 'bookings' && [part.body.complete, part.body.bookings.map((each) => each.booking_id)],
    [false, [booking_id]],
  );
  const foreign = box_office.shows.find((show_id) => partitionOf(show_id) >= 32) ?? '';
  assert.is((await reserve(routing, foreign)).status, 503, 'the half that is away');
  assert.is((await reserve(routing, own)).status, 201, 'the half that is there');
  routing.close();
  await low.close();
  await broker.close();
  await other.close();
});

trouble('a server that takes small messages only gets many of them', async ({ box_office }) => {
  const server = await startNatsServer(`${WITH_MAPPING}\nmax_payload: 4000`);
  const broker = await connectedBroker(server.url);
  const engine = putOnNats(broker, box_office.engine, ALL_PARTITIONS);
  const routing = await routingOver(broker);
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => reserve(routing, showAt(box_office, 5))),
  );
  assert.equal(
    answers.map(({ status }) => status),
    answers.map(() => 201),
  );
  routing.close();
  await engine.close();
  await broker.close();
  await server.close();
});

trouble.run();
