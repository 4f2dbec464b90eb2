import { randomUUID } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawId } from '../../src/ids.ts';
import { serveGateways } from '../../src/nats/link/engine-end.ts';
import { engineRequests } from '../../src/nats/subjects.ts';
import { ALL_PARTITIONS } from '../../src/partitions.ts';
import { inProcessRouting } from '../../src/routing/in-process.ts';
import { openBoxOffice } from '../gateway/box-office.ts';
import { isConnected, openMailbox, openStage, settled, textOf } from './stage.ts';

const unreadable = suite('what gateways never send');
const stage = openStage();
unreadable.after.each(stage.close);

const INBOX = '_INBOX.gateway.answers';

/** What came of a version of boxoffice yet to be written, or of somebody who may use the subject and means no good. */
const UNREADABLE: readonly unknown[] = [
  null,
  [],
  {},
  { answers_to: INBOX },
  { answers_to: INBOX, requests: [null] },
  { answers_to: INBOX, requests: [[1, null]] },
  { answers_to: INBOX, requests: [['1', { verb: 'bookings' }]] },
  { requests: [[1, { verb: 'bookings', session_id: randomUUID() }]] },
  { answers_to: 'two words', requests: [[1, { verb: 'unheard-of' }]] },
  { answers_to: 'boxoffice.event.01ARZ3NDEKTSV4RRFFQ69G5FAV', requests: [[1, { verb: 'unheard-of' }]] },
];

unreadable('is passed over by an engine, which goes on for all others', async () => {
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
  const everything = openMailbox(gateway, 'boxoffice.event.*');
  const send = (batch: unknown): boolean =>
    gateway.publish(engineRequests(engine_id), Buffer.from(JSON.stringify(batch)));
  const [show_id] = box_office.shows;

  for (const batch of UNREADABLE) send(batch);
  // The requests of one batch are of many users: what is wrong with some is not the others' fault.
  send({
    answers_to: INBOX,
    requests: [
      [1, {}],
      [2, { verb: 'reserve' }],
      [3, { verb: 'seats', body: {} }],
      [4, { verb: 'seats', show_id, body: {}, idempotency_key: null }],
    ],
  });
  const told = new Map<number, unknown>();
  while (told.size < 4) {
    for (const [number, { status }] of JSON.parse(textOf(await answers.next()))) told.set(number, status);
  }
  assert.equal(
    [1, 2, 3, 4].map((number) => told.get(number)),
    [404, 422, 500, 200],
  );
  assert.equal(everything.texts, [], 'an engine says nothing on behalf of others');
  await service.close();
  await box_office.close();
});

unreadable.run();
