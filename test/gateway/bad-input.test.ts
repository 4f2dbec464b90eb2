import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PROBLEM_KINDS } from '../../src/protocol/problem-kinds.ts';
import { allowed, BAD_BODIES, EXCLUDED, forbidden, forbiddenTexts } from '../support/bad-values.ts';
import { ADMIN_TOKEN, type BoxOffice, drawSession, openBoxOffice, send } from './box-office.ts';
import { type Operation, readOperations } from './operations.ts';

const bad = suite<{ box_office: BoxOffice; operations: Operation[] }>('bad input');

bad.before(async (context) => {
  context.box_office = await openBoxOffice();
  context.operations = await readOperations(context.box_office);
});

bad.after(async ({ box_office }) => box_office.close());

/** Half of a character cannot be written into a path at all. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

interface Sent {
  readonly what: string;
  readonly path: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/** Sends them all; each has to be refused with a problem document, and none may change anything. */
async function refuseAll(box_office: BoxOffice, requests: readonly Sent[]): Promise<void> {
  assert.ok(requests.length > 0);
  const steps_before = box_office.engine.statistics().steps_total;
  for (const { what, path, method, headers, body } of requests) {
    const answer = await send(box_office, method, path, { headers, body });
    const told = `${method} ${path} with ${what}: ${answer.status} ${JSON.stringify(answer.body)}`;
    assert.ok(answer.status >= 400 && answer.status < 500, told);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/, told);
    const document = Object(answer.body);
    assert.is(document.status, answer.status, told);
    assert.ok(Object.hasOwn(PROBLEM_KINDS, document.code), told);
    assert.is(document.type, `/problems/${document.code}`, told);
    assert.ok(document.title.length > 0 && document.detail.length > 0, told);
  }
  assert.is(box_office.engine.statistics().steps_total, steps_before, 'nothing was written');
}

/** A request that only lacks what a test does to it. */
function properRequest(box_office: BoxOffice, operation: Operation) {
  const session_id = drawSession();
  const names: Record<string, string> = {
    show_id: box_office.shows[0] ?? '',
    city_id: box_office.city_id,
    movie_id: box_office.movie_id,
  };
  const path = (replaced: Record<string, string> = {}): string =>
    operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(replaced[name] ?? names[name] ?? drawSession()),
    );
  const headers: Record<string, string> = {
    'x-session-id': session_id,
    ...(operation.is_operators ? { authorization: `Bearer ${ADMIN_TOKEN}` } : {}),
  };
  const fields: Record<string, unknown> = {
    session_id,
    seats: ['A-1'],
    count: 2,
    type: 'regular',
    movie_id: box_office.movie_id,
    payment_token: 'tok_ok',
    token: 'no-ticket-of-ours',
    nonce: 'scan-1',
    show_id: box_office.shows[0] ?? '',
    admitted_at: '2026-11-20T20:00:00Z',
  };
  const bodyWithout = (...left_out: string[]): Record<string, unknown> =>
    Object.fromEntries(
      Object.keys(operation.body?.properties ?? {})
        .filter((name) => !left_out.includes(name))
        .map((name) => [name, fields[name]]),
    );
  return { path, headers, bodyWithout };
}

bad('every field of every body: what its schema forbids', async ({ box_office, operations }) => {
  const requests = operations.flatMap((operation) => {
    const { path, headers, bodyWithout } = properRequest(box_office, operation);
    return Object.entries(operation.body?.properties ?? {}).flatMap(([field, schema]) =>
      forbidden(schema).map((value) => ({
        what: `${field} = ${JSON.stringify(value).slice(0, 60)}`,
        method: operation.method,
        path: path(),
        headers,
        body: { ...bodyWithout(...(EXCLUDED[field] ?? [])), [field]: value },
      })),
    );
  });
  assert.ok(requests.length > 200, `${requests.length} requests`);
  await refuseAll(box_office, requests);
});

bad(
  'every field of every body: what its schema allows is at least never an error of ours',
  async (context) => {
    const { box_office, operations } = context;
    for (const operation of operations) {
      const { path, headers, bodyWithout } = properRequest(box_office, operation);
      for (const [field, schema] of Object.entries(operation.body?.properties ?? {})) {
        for (const value of allowed(schema)) {
          const body = { ...bodyWithout(...(EXCLUDED[field] ?? [])), [field]: value };
          const answer = await send(box_office, operation.method, path(), { headers, body });
          assert.ok(
            answer.status < 500,
            `${operation.id} with ${field} = ${JSON.stringify(value)}: ${answer.status}`,
          );
        }
      }
    }
  },
);

bad('every body: a field missing, one too many, or two that exclude each other', async (context) => {
  const { box_office, operations } = context;
  const requests = operations.flatMap((operation) => {
    if (operation.body === null) return [];
    const { path, headers, bodyWithout } = properRequest(box_office, operation);
    const request = { method: operation.method, path: path(), headers };
    const required = operation.body.required ?? [];
    return [
      ...required.map((field) => ({
        ...request,
        what: `no ${field}`,
        body: bodyWithout(field, ...(EXCLUDED[field] ?? [])),
      })),
      { ...request, what: 'an unknown field', body: { ...bodyWithout('count', 'type'), colour: 'red' } },
      { ...request, what: 'nothing', body: {} },
      ...(operation.id === 'reserve' ? [{ ...request, what: 'seats and a count', body: bodyWithout() }] : []),
    ];
  });
  await refuseAll(box_office, requests);
});

bad(
  'every body: not JSON, not an object, not UTF-8, too large, another type',
  async ({ box_office, operations }) => {
    const types = [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/xml',
      'x',
    ];
    const requests = operations
      .filter(({ body }) => body !== null)
      .flatMap((operation) => {
        const { path, headers, bodyWithout } = properRequest(box_office, operation);
        const request = { method: operation.method, path: path(), headers };
        return [
          ...BAD_BODIES.map(([what, body]) => ({ ...request, what, body })),
          ...types.map((type) => ({
            ...request,
            what: `content-type ${type}`,
            headers: { ...headers, 'content-type': type },
            body: bodyWithout('count', 'type'),
          })),
        ];
      });
    await refuseAll(box_office, requests);
  },
);

bad('every part of every path: what its schema forbids', async ({ box_office, operations }) => {
  const requests = operations.flatMap((operation) => {
    const { path, headers, bodyWithout } = properRequest(box_office, operation);
    return operation.parameters
      .filter((parameter) => parameter.in === 'path')
      .flatMap(({ name, schema }) =>
        forbiddenTexts(schema)
          .filter((text) => isWellFormed(text) && text !== '')
          .map((text) => ({
            what: name,
            method: operation.method,
            path: path({ [name]: text }),
            headers,
            ...(operation.body === null ? {} : { body: bodyWithout('count', 'type') }),
          })),
      );
  });
  assert.ok(requests.length > 100, `${requests.length} requests`);
  await refuseAll(box_office, requests);
});

bad('paths that are no text', async ({ box_office, operations }) => {
  const requests = operations
    .filter(({ path }) => path.includes('{'))
    .flatMap(({ method, path }) =>
      ['%', '%zz', '%ff', '%c0%af', '%ed%a0%80'].map((part) => ({
        what: part,
        method,
        path: path.replaceAll(/\{\w+\}/g, part),
        headers: {},
      })),
    );
  await refuseAll(box_office, requests);
});

bad(
  'every field of every query: what its schema forbids, twice, unknown',
  async ({ box_office, operations }) => {
    const requests = operations.flatMap((operation) => {
      const { path, headers, bodyWithout } = properRequest(box_office, operation);
      const request = {
        method: operation.method,
        headers,
        ...(operation.body === null ? {} : { body: bodyWithout('count', 'type') }),
      };
      const inQuery = (query: string): Sent => ({
        ...request,
        what: 'its query',
        path: `${path()}?${query}`,
      });
      const fields = operation.parameters.filter((parameter) => parameter.in === 'query');
      // Whoever asks for health and figures may add what it likes.
      if (!operation.path.startsWith('/v1/')) return [];
      return [
        inQuery('colour=red'),
        inQuery('session_id=0123456789abcdef'),
        ...fields.flatMap(({ name, schema }) => [
          ...forbiddenTexts(schema)
            .filter(isWellFormed)
            .map((text) => inQuery(`${name}=${encodeURIComponent(text)}`)),
          inQuery(`${name}=1&${name}=1`),
          inQuery(`${name}[]=1`),
          inQuery(`${name.toUpperCase()}=1`),
        ]),
      ];
    });
    assert.ok(requests.length > 200, `${requests.length} requests`);
    await refuseAll(box_office, requests);
  },
);

bad('every header: what its schema forbids, or missing', async ({ box_office, operations }) => {
  const requests = operations.flatMap((operation) => {
    const { path, headers, bodyWithout } = properRequest(box_office, operation);
    const request = {
      method: operation.method,
      path: path(),
      ...(operation.body === null ? {} : { body: bodyWithout('count', 'type') }),
    };
    return operation.parameters
      .filter((parameter) => parameter.in === 'header')
      .flatMap(({ name, schema, required }) => {
        const { [name]: _value, ...others } = headers;
        const texts = forbiddenTexts(schema).filter(
          (text) => /^[\x20-\x7e]+$/.test(text) && text.trim() !== '',
        );
        return [
          ...(required ? [{ ...request, what: `no ${name}`, headers: others }] : []),
          ...texts.map((text) => ({
            ...request,
            what: `${name}: ${text}`,
            headers: { ...headers, [name]: text },
          })),
        ];
      });
  });
  assert.ok(requests.length > 50, `${requests.length} requests`);
  await refuseAll(box_office, requests);
});

bad.run();
