import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { changed, example, load, only, problemsOf, withCatalogue } from './support.ts';

const bad = suite('bad documents');

interface BadDocument {
  /** Where the example is changed, and to what; `undefined` removes it. */
  readonly at: string;
  readonly to: unknown;
  /** Where the problem is seen, if not there. */
  readonly place?: string;
  readonly message: string;
}

const EVENING = only(example().shows.slice(0, 1));
const TIVOLI = only(example().cinemas);
const REGULAR_PAIR = { seat_type: 'regular', first: 1, count: 2 };
const ULID = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

/** What is wrong with the form: seen before anything is looked up. */
const FORM: readonly BadDocument[] = [
  { at: '/format', to: undefined, place: '', message: '"format" is missing' },
  { at: '/format', to: 'v2', message: 'must be "boxoffice-catalogue-1"; it is "v2"' },
  { at: '/theatres', to: [], place: '', message: '"theatres" is not a field of a catalogue document' },
  { at: '/cities', to: {}, message: 'must be a list of cities; it is an object' },
  { at: '/cities/0', to: 'Lisboa', message: 'must be a city; it is "Lisboa"' },
  { at: '/cities/0/name', to: undefined, place: '/cities/0', message: '"name" is missing' },
  {
    at: '/cities/0/name',
    to: ' ',
    message: 'must be one line of text that does not begin with a blank; it is " "',
  },
  {
    at: '/cities/0/name',
    to: 'Lis\nboa',
    message: 'must be one line of text that does not begin with a blank; it is "Lis\\nboa"',
  },
  { at: '/cities/0/name', to: 'x'.repeat(101), message: 'must have at most 100 characters' },
  { at: '/cities/0/mayor', to: 'M', place: '/cities/0', message: '"mayor" is not a field of a city' },
  { at: '/cities/0/latitude', to: 90.1, message: 'must be at most 90 (degrees north); it is 90.1' },
  { at: '/cities/0/longitude', to: '9 W', message: 'must be degrees east; it is "9 W"' },
  {
    at: '/cities/0/country',
    to: 'Portugal',
    message: 'must be the two capital letters of a country in ISO 3166-1, e.g. "US"; it is "Portugal"',
  },
  { at: '/cities/0/population', to: 1.5, message: 'must be how many people live there; it is 1.5' },
  {
    at: '/cinemas/0/key',
    to: 'a b',
    message:
      'must be your own name for the cinema (1 to 100 letters, digits and . _ : / -), or its ULID if it is there already; it is "a b"',
  },
  {
    at: '/halls/0/rows',
    to: [],
    message: 'must have at least 1; it is a list of rows from the screen to the back',
  },
  {
    at: '/halls/0/rows/0/row',
    to: 'A-1',
    message: 'must be the name of a row: 1 to 4 capital letters and digits; it is "A-1"',
  },
  {
    at: '/halls/0/rows/0/segments/0/count',
    to: 0,
    message: 'must be at least 1 (how many seats, numbered upwards); it is 0',
  },
  { at: '/halls/0/seat_types', to: ['a', 'b', 'a'], message: 'names the same twice (items 0 and 2)' },
  { at: '/movies/0/title', to: 'x'.repeat(301), message: 'must have at most 300 characters' },
  { at: '/movies/0/duration_minutes', to: 0, message: 'must be at least 1 (minutes); it is 0' },
  {
    at: '/shows/0/start_time',
    to: 'tomorrow',
    message:
      'must be a time such as "2026-12-18T19:30" on the clocks of the cinema\'s city, or with an offset such as "2026-12-18T19:30:00+01:00"; it is "tomorrow"',
  },
  {
    at: '/shows/0/prices/regular',
    to: 8.5,
    message: 'must be the price of a seat in minor units, e.g. 1499 for USD 14.99; it is 8.5',
  },
  {
    at: '/shows/0/prices/regular',
    to: 0,
    message: 'must be at least 1 (the price of a seat in minor units, e.g. 1499 for USD 14.99); it is 0',
  },
  {
    at: '/shows/0/currency',
    to: '€',
    message: 'must be the three capital letters of a currency in ISO 4217, e.g. "USD"; it is "€"',
  },
];

/** What is wrong with what it says. */
const MEANING: readonly BadDocument[] = [
  { at: '/cities/0/time_zone', to: 'Mars/Olympus', message: '"Mars/Olympus" is not an IANA time zone' },
  { at: '/cities/0/country', to: 'QQ', message: '"QQ" is not a country of ISO 3166-1' },
  { at: '/cinemas/0/city', to: 'lisabon', message: 'no city has the key "lisabon"' },
  { at: '/cinemas/0/city', to: ULID, message: `no city has the id "${ULID}"` },
  {
    at: '/cinemas/1',
    to: { ...TIVOLI, key: ULID },
    place: '/cinemas/1/key',
    message: `no cinema has the id "${ULID}"; give a new one a key of your own`,
  },
  { at: '/cinemas/1', to: TIVOLI, message: 'this cinema is in the document twice; it is also /cinemas/0' },
  { at: '/halls/0/rows/2/row', to: 'A', message: 'the hall has two rows "A"' },
  {
    at: '/halls/0/rows/0/segments/1/first',
    to: 4,
    place: '/halls/0/rows/0/segments/1',
    message: 'the seat A-4 is there twice',
  },
  {
    at: '/halls/0/rows/0/segments/1/first',
    to: 9_998,
    place: '/halls/0/rows/0/segments/1',
    message: 'its last seat would be A-10001; numbers end at 9999',
  },
  {
    at: '/halls/0/rows/0/segments/0/seat_type',
    to: 'sofa',
    message: '"sofa" is not among the hall\'s seat_types',
  },
  {
    at: '/halls/0/seat_types',
    to: ['regular', 'premium', 'sofa'],
    place: '/halls/0/seat_types/2',
    message: 'no seat is of type "sofa"',
  },
  {
    at: '/halls/0/rows/0/segments',
    to: Array.from({ length: 10 }, (_, block) => ({ ...REGULAR_PAIR, first: 1 + 200 * block, count: 200 })),
    place: '/halls/0/rows',
    message: 'the hall has 2018 seats; at most 2000 are possible',
  },
  { at: '/movies/0/release_date', to: '1927-02-29', message: '"1927-02-29" is not a day of the calendar' },
  { at: '/shows/0/movie', to: 'm', message: 'no movie has the key "m"' },
  { at: '/shows/0/hall', to: 'h9', message: 'no hall has the key "h9"' },
  { at: '/shows/0/currency', to: 'XQZ', message: '"XQZ" is not a currency of ISO 4217' },
  {
    at: '/shows/0/prices',
    to: { regular: 850 },
    message: 'there is no price for "premium", which the hall has',
  },
  {
    at: '/shows/0/prices/sofa',
    to: 900,
    place: '/shows/0/prices',
    message: '"sofa" is not a seat type of the hall; it has "regular", "premium"',
  },
  {
    at: '/shows/0/start_time',
    to: '2030-06-31T19:30',
    message: 'there is no such time as "2030-06-31T19:30"',
  },
  {
    at: '/shows/0/start_time',
    to: '2030-06-14T24:30Z',
    message: 'there is no such time as "2030-06-14T24:30Z"',
  },
  { at: '/shows/0/start_time', to: '2030-06-14T19:30+99:00', message: 'there is no such offset as "+99:00"' },
  {
    at: '/shows/0/start_time',
    to: '1930-06-14T19:30',
    message: '"1930-06-14T19:30" is not in the years 2000 to 2199',
  },
  {
    at: '/shows/0/start_time',
    to: '2030-03-31T01:30',
    message: 'clocks in Europe/Lisbon are put forward over "2030-03-31T01:30"',
  },
  {
    at: '/shows/0/start_time',
    to: '2030-10-27T01:30',
    message:
      'clocks in Europe/Lisbon show "2030-10-27T01:30" twice, as they are put back; write it with its offset',
  },
  {
    at: '/shows/0/end_time',
    to: '2030-06-14T19:30',
    message: '"2030-06-14T19:30" is not after the start, "2030-06-14T19:30"',
  },
  {
    at: '/shows/0/end_time',
    to: '2030-06-15T19:31',
    message: '"2030-06-15T19:31" is more than a day after the start, "2030-06-14T19:30"',
  },
  {
    at: '/movies/0/duration_minutes',
    to: undefined,
    place: '/shows/0',
    message: '"end_time" is missing, and the movie has no "duration_minutes" to tell it by',
  },
  {
    at: '/shows/1/start_time',
    to: '2030-06-14T22:00',
    place: '/shows/1',
    message:
      'overlaps with /shows/0, which is in the same hall from 2030-06-14T19:30:00+01:00 to 2030-06-14T22:03:00+01:00',
  },
];

for (const { at, to, place = at, message } of [...FORM, ...MEANING]) {
  const what = to === undefined ? 'nothing' : JSON.stringify(to).slice(0, 50);
  bad(
    `${what} at ${at}`,
    withCatalogue((catalogue) => {
      const problems = problemsOf(() => load(catalogue, changed(example(), at, to)));
      assert.equal(problems, [{ place, message }]);
      assert.is(catalogue.counts().cities, 0);
    }),
  );
}

bad(
  'that are no object at all',
  withCatalogue((catalogue) => {
    for (const document of [null, [], 'x', 3]) {
      const { place, message } = only(problemsOf(() => load(catalogue, document)));
      assert.is(place, '');
      assert.match(message, /^must be a catalogue document; it is /);
    }
  }),
);

bad(
  'show something in a hall while a show of the catalogue is there',
  withCatalogue((catalogue) => {
    load(catalogue, example());
    const [evening] = catalogue.search({ keyword: null, city: null, from: 0, page: 1, per_page: 1 }).items;
    const during = { ...EVENING, key: 'during', start_time: '2030-06-14T21:00' };
    const problems = problemsOf(() => load(catalogue, { ...example(), shows: [during] }));
    assert.is(problems[0]?.place, '/shows/0');
    assert.match(problems[0]?.message ?? '', `overlaps with the show ${evening?.show_id}`);

    // As soon as the one ends the next may start.
    load(catalogue, {
      ...example(),
      shows: [{ ...during, start_time: '2030-06-14T22:03', end_time: '2030-06-14T22:45' }],
    });
  }),
);

bad(
  'show one long thing over several',
  withCatalogue((catalogue) => {
    const long = { ...EVENING, key: 'long', start_time: '2030-06-14T12:00', end_time: '2030-06-15T12:00' };
    const places = problemsOf(() => load(catalogue, changed(example(), '/shows/2', long))).map(
      ({ place }) => place,
    );
    assert.equal(places, ['/shows/0', '/shows/1']);
  }),
);

bad(
  'name one thing by its key and by its id',
  withCatalogue((catalogue) => {
    load(catalogue, example());
    const city_id = only(catalogue.cities({ name: null, country: null, page: 1, per_page: 9 }).items).city_id;
    const document = changed(example(), '/cities/1', { ...only(example().cities), key: city_id });
    assert.equal(
      problemsOf(() => load(catalogue, document)),
      [{ place: '/cities/1', message: 'this city is in the document twice; it is also /cities/0' }],
    );
  }),
);

bad(
  'move a cinema or a hall',
  withCatalogue((catalogue) => {
    const document = example();
    document.cities.push({ ...only(example().cities), key: 'porto', name: 'Porto' });
    document.cinemas.push({ ...TIVOLI, key: 'porto-tivoli', city: 'porto' });
    load(catalogue, document);
    assert.equal(
      problemsOf(() => load(catalogue, changed(document, '/cinemas/0/city', 'porto'))),
      [{ place: '/cinemas/0', message: 'a cinema cannot move to another city; import it under a new key' }],
    );
    assert.equal(
      problemsOf(() => load(catalogue, changed(document, '/halls/0/cinema', 'porto-tivoli'))),
      [{ place: '/halls/0', message: 'a hall cannot move to another cinema; import it under a new key' }],
    );
  }),
);

bad.run();
