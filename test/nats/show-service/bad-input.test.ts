import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawId } from '../../../src/ids.ts';
import { showSubject } from '../../../src/nats/subjects.ts';
import { PROBLEM_KINDS } from '../../../src/protocol/problem-kinds.ts';
import { send } from '../../gateway/box-office.ts';
import { allowed, BAD_BODIES, EXCLUDED, forbidden } from '../../support/bad-values.ts';
import { findEndpoints, type ToldEndpoint } from './endpoints.ts';
import { ask, assertRefused, openStage, type Stage, valueAt } from './stage.ts';

const bad = suite<{ stage: Stage; endpoints: ToldEndpoint[]; show_id: string }>('bad input over NATS');

bad.before(async (context) => {
  context.stage = await openStage();
  context.endpoints = await findEndpoints(context.stage.connection);
  context.show_id = context.stage.freshShow();
});

bad.after(async ({ stage }) => {
  assert.equal(
    stage.service.logged.lines.filter((line) => line.startsWith('error')),
    [],
  );
  await stage.close();
});

interface Sent {
  readonly what: string;
  readonly subject: string;
  readonly payload: string | Uint8Array;
  readonly headers?: Record<string, string>;
}

/** Sends them all; each has to be refused with a problem document, and none may change anything. */
async function refuseAll({ connection, box_office }: Stage, requests: readonly Sent[]): Promise<void> {
  assert.ok(requests.length > 0);
  const steps_before = box_office.engine.statistics().steps_total;
  for (const { what, subject, payload, headers } of requests) {
    const answer = await ask(connection, subject, payload, headers);
    const told = `${subject} with ${what}: ${JSON.stringify(answer)}`;
    assert.ok(answer.status !== null && answer.status >= 400 && answer.status < 500, told);
    const code = String(valueAt(answer, 'code'));
    assert.ok(Object.hasOwn(PROBLEM_KINDS, code), told);
    assertRefused(answer, answer.status, code);
  }
  assert.is(box_office.engine.statistics().steps_total, steps_before, 'nothing was written');
}

/** A body that only lacks what a test does to it. */
function properBody({ request }: ToldEndpoint, ...left_out: readonly string[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {
    session_id: drawId(),
    booking_id: drawId(),
    waiting_id: drawId(),
    seats: ['A-1'],
    count: 2,
    type: 'regular',
    movie_id: drawId(),
    payment_token: 'tok_ok',
    wait_s: 0,
    after: 1,
  };
  return Object.fromEntries(
    Object.keys(request.properties)
      .filter((name) => !left_out.includes(name))
      .map((name) => [name, fields[name]]),
  );
}

bad('every field of every verb: what its schema forbids', async ({ stage, endpoints, show_id }) => {
  const requests = endpoints.flatMap((endpoint) =>
    Object.entries(endpoint.request.properties).flatMap(([field, schema]) =>
      forbidden(schema).map((value) => ({
        what: `${field} = ${JSON.stringify(value).slice(0, 60)}`,
        subject: showSubject(show_id, endpoint.verb),
        payload: JSON.stringify({ ...properBody(endpoint, ...(EXCLUDED[field] ?? [])), [field]: value }),
      })),
    ),
  );
  assert.ok(requests.length > 1_000, `${requests.length} requests`);
  await refuseAll(stage, requests);
});

bad(
  'every field of every verb: what its schema allows is at least never an error of ours',
  async (context) => {
    const { stage, endpoints, show_id } = context;
    for (const endpoint of endpoints) {
      for (const [field, schema] of Object.entries(endpoint.request.properties)) {
        for (const value of allowed(schema)) {
          const body = { ...properBody(endpoint, ...(EXCLUDED[field] ?? [])), [field]: value };
          const answer = await ask(
            stage.connection,
            showSubject(show_id, endpoint.verb),
            JSON.stringify(body),
          );
          const told = `${endpoint.verb} with ${field} = ${JSON.stringify(value)}: ${JSON.stringify(answer)}`;
          assert.ok(answer.status === null || answer.status < 500, told);
        }
      }
    }
  },
);

bad('every verb: a field missing, one too many, or two that exclude each other', async (context) => {
  const { stage, endpoints, show_id } = context;
  const requests = endpoints.flatMap((endpoint) => {
    const request = (what: string, body: object): Sent => ({
      what,
      subject: showSubject(show_id, endpoint.verb),
      payload: JSON.stringify(body),
    });
    return [
      ...(endpoint.request.required ?? []).map((field) =>
        request(`no ${field}`, properBody(endpoint, field, ...(EXCLUDED[field] ?? []))),
      ),
      request('an unknown field', { ...properBody(endpoint, 'count', 'type'), colour: 'red' }),
      ...(endpoint.verb === 'reserve' ? [request('seats and a count', properBody(endpoint))] : []),
    ];
  });
  assert.ok(requests.length >= 30, `${requests.length} requests`);
  await refuseAll(stage, requests);
});

/** All that a seat map is asked with; what marks the order of bytes is no part of a text. */
const SAYS_NOTHING = ['the text ""', 'the text "\ufeff{}"'];

bad('every verb: not JSON, not an object, not UTF-8, too large', async ({ stage, endpoints, show_id }) => {
  const requests = endpoints.flatMap(({ verb }) =>
    BAD_BODIES.filter(([what]) => verb !== 'seats' || !SAYS_NOTHING.includes(what)).map(
      ([what, payload]) => ({
        what,
        subject: showSubject(show_id, verb),
        payload,
      }),
    ),
  );
  await refuseAll(stage, requests);
});

bad('each with the code that says what is wrong', async ({ stage, show_id }) => {
  const reserve = showSubject(show_id, 'reserve');
  const told = async (payload: string | Uint8Array): Promise<unknown> =>
    valueAt(await ask(stage.connection, reserve, payload), 'code');
  assert.is(await told('{'), 'malformed_json');
  assert.is(await told(Buffer.from([0x22, 0xff, 0x22])), 'malformed_json');
  assert.is(await told('['.repeat(16 * 1_024 + 1)), 'payload_too_large');
  assert.is(await told(''), 'invalid_request');
  const missing = await ask(stage.connection, reserve, '{"count":1}');
  assert.equal(valueAt(missing, 'errors'), [{ in: 'body', field: 'session_id', detail: 'is required' }]);
});

/** HTTP reads an empty body as none, and looks for what is meant for prototypes before any schema. */
const READ_OTHERWISE = ['the text ""', 'a prototype', 'a constructor'];

bad('the same document as over HTTP', async ({ stage, endpoints, show_id }) => {
  const routes: Record<string, string> = { reserve: 'bookings', wait: 'waiting' };
  for (const endpoint of endpoints.filter(({ verb }) => Object.hasOwn(routes, verb))) {
    const payloads = [
      ...BAD_BODIES.filter(([what]) => !READ_OTHERWISE.includes(what)).map(([, body]) => body),
      ...Object.entries(endpoint.request.properties).flatMap(([field, schema]) =>
        forbidden(schema).map((value) => JSON.stringify({ ...properBody(endpoint), [field]: value })),
      ),
    ];
    for (const payload of payloads) {
      const over_nats = await ask(stage.connection, showSubject(show_id, endpoint.verb), payload);
      const path = `/v1/shows/${show_id}/${routes[endpoint.verb]}`;
      const over_http = await send(stage.box_office, 'POST', path, { body: payload });
      assert.is(over_nats.status, over_http.status);
      assert.equal(over_nats.body, over_http.body);
    }
  }
});

bad('subjects that name no show, or no verb of the public', async ({ stage, endpoints, show_id }) => {
  const not_ids = ['x', '-1', 'null', show_id.toLowerCase(), `${show_id}0`, show_id.slice(1), 'é'.repeat(26)];
  const not_verbs = [
    'end',
    'cancel-show',
    'block-seats',
    'probe',
    'RESERVE',
    'constructor',
    '__proto__',
    'é',
  ];
  const body = JSON.stringify({ session_id: drawId(), booking_id: drawId() });
  await refuseAll(stage, [
    ...endpoints.flatMap(({ verb }) =>
      not_ids.map((id) => ({ what: 'a bad id', subject: showSubject(id, verb), payload: body })),
    ),
    ...not_verbs.flatMap((verb) =>
      [body, '{}', ''].map((payload) => ({ what: 'no verb', subject: showSubject(show_id, verb), payload })),
    ),
  ]);
  const unknown = await ask(stage.connection, showSubject(show_id, 'end'), body);
  assertRefused(unknown, 404, 'unknown_verb');
  const no_id = await ask(stage.connection, showSubject('x', 'seats'), '');
  assertRefused(no_id, 422, 'invalid_request');
  assert.equal(
    [valueAt(no_id, 'errors', 0, 'in'), valueAt(no_id, 'errors', 0, 'field')],
    ['subject', 'show_id'],
  );
});

bad('every idempotency key that HTTP would refuse', async ({ stage, show_id }) => {
  const payload = JSON.stringify({ session_id: drawId(), count: 1 });
  const keys = ['x'.repeat(65), 'two words', 'é', '🎟', '\u0001', ''];
  for (const name of ['Idempotency-Key', 'idempotency-key']) {
    await refuseAll(
      stage,
      keys.map((key) => ({
        what: JSON.stringify(key),
        subject: showSubject(show_id, 'reserve'),
        payload,
        headers: { [name]: key },
      })),
    );
  }
});

bad.run();
