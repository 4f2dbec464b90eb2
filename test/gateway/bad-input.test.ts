import { Ajv2020 } from 'ajv/dist/2020.js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PROBLEM_KINDS } from '../../src/protocol/problem-kinds.ts';
import { ADMIN_TOKEN, type BoxOffice, drawSession, openBoxOffice, send } from './box-office.ts';
import { type Operation, readOperations, type Schema } from './operations.ts';

const bad = suite<{ box_office: BoxOffice; operations: Operation[] }>('bad input');

bad.before(async (context) => {
  context.box_office = await openBoxOffice();
  context.operations = await readOperations(context.box_office);
});

bad.after(async ({ box_office }) => box_office.close());

/** All kinds of values; those that a field's schema forbids are sent to it. */
const VALUES: readonly unknown[] = [
  ...[null, true, false, {}, { $gt: '' }, [], [null], [[]], [1], [''], ['A-1', 7], ['A-1', { row: 'A' }]],
  ...[-1, 0, 0.5, 11, 101, 1e21, 1e308, Number.MAX_SAFE_INTEGER + 2, -Number.MAX_VALUE],
  ...[
    '',
    ' ',
    'x',
    'x'.repeat(300),
    '\u0000',
    '\u0000'.repeat(26),
    '🎟',
    'é'.repeat(26),
    '\ud800',
    '-1',
    '1.5',
  ],
  ...[
    '1e3',
    '0x1',
    'NaN',
    'Infinity',
    'true',
    'null',
    '[]',
    '{}',
    '99999999999999999999',
    '2026-13-01',
    '2026-02-3',
  ],
  ...[
    "' OR 1=1 --",
    '../../etc/passwd',
    '<script>',
    '{{7*7}}',
    '%00',
    '01arz3ndektsv4rrffq69g5fav',
    'constructor',
  ],
  Array.from({ length: 11 }, (_, index) => `A-${index}`),
  Array.from({ length: 1_001 }, () => 'A'),
];

const ajv = new Ajv2020({ strict: false, validateFormats: false });

function forbidden(schema: Schema): readonly unknown[] {
  const fits = ajv.compile(schema);
  return VALUES.filter((value) => !fits(value));
}

/** Texts in a path, a query or a header that do not stand for a value that the schema allows. */
function forbiddenTexts(schema: Schema): readonly string[] {
  const fits = ajv.compile(schema);
  const meaning = (text: string): unknown =>
    schema.type === 'integer' && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  return VALUES.filter((value) => typeof value === 'string').filter((text) => !fits(meaning(text)));
}

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
  };
  const bodyWithout = (...left_out: string[]): Record<string, unknown> =>
    Object.fromEntries(
      Object.keys(operation.body?.properties ?? {})
        .filter((name) => !left_out.includes(name))
        .map((name) => [name, fields[name]]),
    );
  return { path, headers, bodyWithout };
}

/** Reserving takes either seats or a count. */
const EXCLUDED: Readonly<Record<string, readonly string[]>> = {
  seats: ['count', 'type'],
  count: ['seats'],
  type: ['seats'],
  session_id: ['count', 'type'],
  movie_id: ['count', 'type'],
};

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
        const fits = ajv.compile(schema);
        for (const value of VALUES.filter((each) => fits(each))) {
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
    const seats_then = (bytes: number[]): Uint8Array =>
      Buffer.concat([Buffer.from('{"seats":["'), Buffer.from(bytes), Buffer.from('"]}')]);
    const bodies: [string, string | Uint8Array][] = [
      ...[
        '',
        ' ',
        '{',
        '}',
        '{"seats":',
        "{'seats':[]}",
        '{"seats":[1,]}',
        'undefined',
        'NaN',
        '\ufeff{}',
      ].map((text): [string, string] => [`the text ${JSON.stringify(text)}`, text]),
      ...['null', 'true', '1', '1e999', '"seats"', '[]', '[{}]'].map((text): [string, string] => [
        text,
        text,
      ]),
      ['a prototype', '{"__proto__":{"seats":["A-1"]},"count":1}'],
      ['a constructor', '{"constructor":{"prototype":{"count":1}}}'],
      ['deep nesting', `${'['.repeat(8_000)}${']'.repeat(8_000)}`],
      ['deep objects', `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`],
      ['too much', JSON.stringify({ seats: ['x'.repeat(20_000)] })],
      ['a byte that is never in UTF-8', seats_then([0xff])],
      ['an overlong encoding', seats_then([0xc0, 0x80])],
      ['half a character', seats_then([0xe2, 0x82])],
      ['a surrogate', seats_then([0xed, 0xa0, 0x80])],
      ['UTF-16', Buffer.from('{"count":1}', 'utf16le')],
    ];
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
          ...bodies.map(([what, body]) => ({ ...request, what, body })),
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
