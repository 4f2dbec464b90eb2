import { Ajv2020 } from 'ajv/dist/2020.js';

/** A JSON schema, as the service tells it. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly [keyword: string]: unknown;
}

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

/** The values that the schema does not allow. */
export function forbidden(schema: Schema): readonly unknown[] {
  const fits = ajv.compile(schema);
  return VALUES.filter((value) => !fits(value));
}

/** Texts in a path, a query or a header that do not stand for a value that the schema allows. */
export function forbiddenTexts(schema: Schema): readonly string[] {
  const fits = ajv.compile(schema);
  const meaning = (text: string): unknown =>
    schema.type === 'integer' && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  return VALUES.filter((value) => typeof value === 'string').filter((text) => !fits(meaning(text)));
}

/** Reserving takes either seats or a count. */
export const EXCLUDED: Readonly<Record<string, readonly string[]>> = {
  seats: ['count', 'type'],
  count: ['seats'],
  type: ['seats'],
  session_id: ['count', 'type'],
  movie_id: ['count', 'type'],
};

export function allowed(schema: Schema): readonly unknown[] {
  const fits = ajv.compile(schema);
  return VALUES.filter((value) => fits(value));
}

const seatsThen = (bytes: number[]): Uint8Array =>
  Buffer.concat([Buffer.from('{"seats":["'), Buffer.from(bytes), Buffer.from('"]}')]);

/** Whole bodies that no request takes, each with what it is. */
export const BAD_BODIES: readonly (readonly [what: string, body: string | Uint8Array])[] = [
  ...['', ' ', '{', '}', '{"seats":', "{'seats':[]}", '{"seats":[1,]}', 'undefined', 'NaN', '\ufeff{}'].map(
    (text) => [`the text ${JSON.stringify(text)}`, text] as const,
  ),
  ...['null', 'true', '1', '1e999', '"seats"', '[]', '[{}]'].map((text) => [text, text] as const),
  ['a prototype', '{"__proto__":{"seats":["A-1"]},"count":1}'],
  ['a constructor', '{"constructor":{"prototype":{"count":1}}}'],
  ['deep nesting', `${'['.repeat(8_000)}${']'.repeat(8_000)}`],
  ['deep objects', `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`],
  ['too much', JSON.stringify({ seats: ['x'.repeat(20_000)] })],
  ['a byte that is never in UTF-8', seatsThen([0xff])],
  ['an overlong encoding', seatsThen([0xc0, 0x80])],
  ['half a character', seatsThen([0xe2, 0x82])],
  ['a surrogate', seatsThen([0xed, 0xa0, 0x80])],
  ['UTF-16', Buffer.from('{"count":1}', 'utf16le')],
];
