import type { ServiceStats } from '@nats-io/services';
import type { NatsConnection } from '@nats-io/transport-node';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawId } from '../../../src/ids.ts';
import { WITH_MAPPING, WITHOUT_MAPPING } from '../../support/nats-server.ts';
import { discoveryClient, findEndpoints, findServices } from './endpoints.ts';
import { at, openService, openStage, type Stage } from './stage.ts';

const VERBS = [
  ...['seats', 'reserve', 'booking', 'change', 'release', 'pay', 'cancel', 'wait', 'waiting', 'leave'],
];

const discovery = suite<{ stage: Stage }>('the services API');

discovery.before(async (context) => {
  context.stage = await openStage();
});

discovery.after(async ({ stage }) => stage.close());

async function statsOf(connection: NatsConnection, engine_id: string): Promise<ServiceStats> {
  for await (const stats of await discoveryClient(connection, 1).stats('boxoffice', engine_id)) return stats;
  throw new Error('the service tells no statistics');
}

discovery('PING: by no name, by name, by id', async ({ stage }) => {
  const { engine_id } = stage.service;
  const client = discoveryClient(stage.connection);
  for (const name of [[], ['boxoffice'], ['boxoffice', engine_id]]) {
    const found = [];
    for await (const identity of await client.ping(...name)) found.push(identity);
    assert.equal(found, [
      {
        type: 'io.nats.micro.v1.ping_response',
        name: 'boxoffice',
        id: engine_id,
        version: '1.2.3',
        metadata: { engine_id, partitions: '0-63' },
      },
    ]);
  }
  const another = `$SRV.PING.boxoffice.${drawId()}`;
  await stage.connection.request(another).then(
    () => assert.unreachable('it answers to another id'),
    (error: unknown) => assert.match(String(error), /no responders/),
  );
});

discovery('INFO: each verb with its subject and schemas', async ({ stage }) => {
  const [info] = await findServices(stage.connection, 1);
  if (info === undefined) return assert.unreachable();
  assert.is(info.type, 'io.nats.micro.v1.info_response');
  assert.ok(info.description.length > 0);
  assert.equal(
    info.endpoints.map(({ name, subject, queue_group }) => ({ name, subject, queue_group })),
    [
      ...VERBS.map((verb) => ({ name: verb, subject: `boxoffice.show.*.${verb}`, queue_group: 'boxoffice' })),
      { name: 'bookings', subject: 'boxoffice.session.bookings', queue_group: 'boxoffice' },
    ],
  );
});

discovery('INFO: the answers fit the schemas that it tells', async ({ stage }) => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const fits = new Map(
    (await findEndpoints(stage.connection)).map(({ verb, request, response }) => [
      verb,
      { request: ajv.compile(request), response: ajv.compile(response) },
    ]),
  );
  const show_id = stage.freshShow();
  const visitor = stage.visitor();
  async function tell(verb: string, body: object = {}) {
    const schemas = fits.get(verb);
    assert.ok(schemas?.request(verb === 'seats' ? body : { session_id: visitor.session_id, ...body }), verb);
    const answer = await visitor.ask(show_id, verb, body);
    assert.ok(schemas?.response(answer.body), `${verb}: ${ajv.errorsText(schemas?.response.errors)}`);
    return answer;
  }
  await tell('seats');
  const booking_id = at(await tell('reserve', { count: 2 }), 'booking', 'booking_id');
  await tell('booking', { booking_id, wait_s: 0, after: 0 });
  await tell('change', { booking_id, seats: ['A-1'] });
  await tell('pay', { booking_id, payment_token: 'tok_ok' });
  await tell('cancel', { booking_id });
  const released = at(await tell('reserve', { seats: ['B-1'] }), 'booking', 'booking_id');
  await tell('release', { booking_id: released });
  for (const _hall of [1, 2, 3, 4, 5]) await stage.visitor().ask(show_id, 'reserve', { count: 10 });
  const waiting_id = at(await tell('wait', { count: 1 }), 'waiting', 'waiting_id');
  await tell('waiting', { waiting_id });
  await tell('leave', { waiting_id });
});

for (const [how, configuration] of [
  ['mapped', WITH_MAPPING],
  ['not mapped', WITHOUT_MAPPING],
] as const) {
  discovery(`STATS: what was asked and refused of each verb, ${how}`, async () => {
    const stage = await openStage({ configuration });
    const { engine_id } = stage.service;
    const begun = await statsOf(stage.connection, engine_id);
    assert.ok(Math.abs(Date.parse(String(begun.started)) - Date.now()) < 60_000);
    for (const endpoint of begun.endpoints ?? []) {
      const { num_requests, num_errors, last_error, processing_time, average_processing_time } = endpoint;
      assert.equal(
        { num_requests, num_errors, last_error, processing_time, average_processing_time },
        { num_requests: 0, num_errors: 0, last_error: '', processing_time: 0, average_processing_time: 0 },
      );
    }

    const show_id = stage.freshShow();
    const visitor = stage.visitor();
    for (let times = 0; times < 3; times += 1) await visitor.ask(show_id, 'seats');
    await visitor.ask(show_id, 'reserve', { count: 1 });
    await visitor.ask(show_id, 'reserve', { count: 11 });
    await visitor.ask(show_id, 'nonsense');
    const { endpoints } = await statsOf(stage.connection, engine_id);
    assert.equal(
      endpoints?.map(({ name, num_requests, num_errors, last_error }) => [
        name,
        num_requests,
        num_errors,
        last_error,
      ]),
      [...VERBS, 'bookings'].map((verb) => {
        if (verb === 'seats') return [verb, 3, 0, ''];
        if (verb !== 'reserve') return [verb, 0, 0, ''];
        return [verb, 2, 1, 'invalid_request: The request is not as it should be'];
      }),
    );
    for (const { num_requests, processing_time, average_processing_time } of endpoints ?? []) {
      assert.ok(Number.isInteger(processing_time));
      assert.is(average_processing_time, num_requests === 0 ? 0 : Math.round(processing_time / num_requests));
      assert.is(processing_time > 0, num_requests > 0);
    }
    await stage.close();
  });
}

discovery('several engines are all found, each with its partitions', async ({ stage }) => {
  const other = await openService(stage.server, stage.box_office, { partitions: [7, 8, 9, 40, 63, 62] });
  const services = await findServices(stage.connection, 2);
  assert.equal(services.map(({ metadata }) => metadata?.partitions).sort(), ['0-63', '7-9,40,62-63']);
  await other.close();
});

discovery.run();
