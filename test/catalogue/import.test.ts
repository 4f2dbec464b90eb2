import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readImportFile } from '../../src/catalogue/import/file.ts';
import { importCatalogue } from '../../src/catalogue/import/import.ts';
import type { CatalogueStore } from '../../src/catalogue/open.ts';
import { rfc3339 } from '../../src/catalogue/time.ts';
import { changed, example, load, NOW, only, problemsOf, withCatalogue } from './support.ts';

const importing = suite('import');

const EVERYTHING = { name: null, country: null, page: 1, per_page: 100 };
const ALL_SHOWS = { keyword: null, city: null, from: 0, page: 1, per_page: 100 };
const NOTHING_DONE = { added: 0, changed: 0, unchanged: 0 };

/** Everything that the catalogue says, to be compared. */
function contents(catalogue: CatalogueStore) {
  return {
    counts: catalogue.counts(),
    cities: catalogue.cities(EVERYTHING).items,
    shows: catalogue.search(ALL_SHOWS).items,
    definitions: catalogue.search(ALL_SHOWS).items.map(({ show_id }) => catalogue.definitionOf(show_id)),
  };
}

/** The ids of the example's shows, the earlier first. */
function showIds(catalogue: CatalogueStore): [evening: string, late: string] {
  const [evening, late] = catalogue.search(ALL_SHOWS).items;
  if (evening === undefined || late === undefined) throw new Error('the example has two shows');
  return [evening.show_id, late.show_id];
}

importing(
  'brings the example in as it is written',
  withCatalogue((catalogue) => {
    const summary = load(catalogue, example());
    assert.equal(summary.shows, { added: 2, changed: 0, unchanged: 0 });
    assert.equal(catalogue.counts(), { cities: 1, cinemas: 1, halls: 1, movies: 1, shows: 2 });

    const city = only(catalogue.cities(EVERYTHING).items);
    assert.is(city.name, 'Lisboa');
    assert.equal(city.postal_codes, ['1100-148', '1250-096']);
    const [evening, late] = catalogue.search(ALL_SHOWS).items;
    assert.is(evening?.movie.director, 'Fritz Lang');
    assert.is(evening?.cinema.address, 'Avenida da Liberdade 182');
    assert.is(rfc3339(evening?.starts_at ?? 0, 'Europe/Lisbon'), '2030-06-14T19:30:00+01:00');
    // It has no end_time: 153 minutes later.
    assert.is(rfc3339(evening?.ends_at ?? 0, 'Europe/Lisbon'), '2030-06-14T22:03:00+01:00');
    assert.is(rfc3339(late?.ends_at ?? 0, 'Europe/Lisbon'), '2030-06-15T01:30:00+01:00');
    assert.equal(evening?.seat_types, [
      { name: 'regular', amount: 850, seats: 20 },
      { name: 'premium', amount: 1_200, seats: 6 },
    ]);
    const definition = catalogue.definitionOf(evening?.show_id ?? '');
    assert.equal(definition?.types, [
      { name: 'regular', amount: 850 },
      { name: 'premium', amount: 1_200 },
    ]);
    assert.equal(definition?.layout[2], {
      row: 'C',
      segments: [
        { type: 0, first: 1, count: 2, gap: 0 },
        { type: 1, first: 3, count: 6, gap: 0 },
        { type: 0, first: 9, count: 2, gap: 0 },
      ],
    });
  }),
);

importing(
  'of the same document again changes nothing',
  withCatalogue((catalogue) => {
    load(catalogue, example());
    const before = contents(catalogue);
    const summary = load(catalogue, example());
    for (const tally of Object.values(summary)) assert.equal({ ...tally, unchanged: 0 }, NOTHING_DONE);
    assert.equal(contents(catalogue), before);
  }),
);

importing(
  'changes what another document says differently, under the same ids',
  withCatalogue((catalogue) => {
    load(catalogue, example());
    const ids = showIds(catalogue);
    const document = example();
    document.movies = document.movies.map((movie) => ({ ...movie, title: 'The Big City' }));
    document.shows = document.shows.map((show) => ({ ...show, prices: { regular: 1, premium: 2 } }));
    const summary = load(catalogue, document);
    assert.equal(summary.movies, { added: 0, changed: 1, unchanged: 0 });
    assert.equal(summary.shows, { added: 0, changed: 2, unchanged: 0 });

    assert.equal(showIds(catalogue), ids);
    const search = (keyword: string): number => catalogue.search({ ...ALL_SHOWS, keyword }).total;
    assert.is(search('big'), 2);
    assert.is(search('metropolis'), 0);
    assert.is(catalogue.definitionOf(ids[0])?.types[1]?.amount, 2);
  }),
);

importing(
  'finds things by their ids too',
  withCatalogue((catalogue) => {
    load(catalogue, example());
    const [evening_id] = showIds(catalogue);
    const show = catalogue.show(evening_id);
    if (show === null) throw new Error('the show is there under its id');
    const { cinema, movie, hall_id } = show;
    load(catalogue, {
      format: 'boxoffice-catalogue-1',
      cinemas: [{ ...only(example().cinemas), key: cinema.cinema_id, city: cinema.city_id, name: 'Tivoli' }],
      shows: [
        {
          key: 'matinee',
          movie: movie.movie_id,
          hall: hall_id,
          start_time: '2030-06-14T15:00',
          currency: 'EUR',
          prices: { regular: 500, premium: 600 },
        },
      ],
    });
    assert.equal(catalogue.counts(), { cities: 1, cinemas: 1, halls: 1, movies: 1, shows: 3 });
    const first = catalogue.search(ALL_SHOWS).items[0];
    assert.is(first?.cinema.name, 'Tivoli');
    assert.is(first?.movie.movie_id, movie.movie_id);
  }),
);

importing(
  'does all of a document or nothing',
  withCatalogue((catalogue) => {
    load(catalogue, example());
    const before = contents(catalogue);
    const document = example();
    document.cities.push({ ...only(example().cities), key: 'porto', name: 'Porto' });
    document.movies.push({ key: 'm', title: 'M' });
    const problems = problemsOf(() => load(catalogue, changed(document, '/shows/1/hall', 'no-such-hall')));
    assert.equal(problems, [{ place: '/shows/1/hall', message: 'no hall has the key "no-such-hall"' }]);
    assert.equal(contents(catalogue), before);
  }),
);

importing(
  'tells everything that is wrong at once, but not what follows from it',
  withCatalogue((catalogue) => {
    let document: unknown = example();
    document = changed(document, '/cities/0/time_zone', 'Europe/Atlantis');
    document = changed(document, '/halls/0/rows/1/row', 'A');
    document = changed(document, '/movies/0/country', 'QQ');
    const places = problemsOf(() => load(catalogue, document)).map(({ place }) => place);
    assert.equal(places, ['/cities/0/time_zone', '/halls/0/rows/1/row', '/movies/0/country']);
  }),
);

importing(
  'of a document that is wrong all over tells a hundred places and the number',
  withCatalogue((catalogue) => {
    const document = { ...example(), movies: Array.from({ length: 150 }, () => ({ key: 'm' })) };
    assert.throws(
      () => load(catalogue, document),
      (error: Error) =>
        error.message.includes('/movies/99: "title" is missing') && error.message.endsWith('and 50 more'),
    );
  }),
);

importing(
  'alters nothing that was decided of a show on sale',
  withCatalogue((catalogue) => {
    load(catalogue, example());
    const [evening_id] = showIds(catalogue);
    const before = contents(catalogue);
    const refusedAs = (document: unknown): unknown =>
      problemsOf(() => importCatalogue(catalogue, document, { onSale: (id) => id === evening_id, now: NOW }));
    const keeps = (fields: string) => [
      { place: '/shows/0', message: `the show ${evening_id} is on sale and keeps its ${fields}` },
    ];

    assert.equal(refusedAs(changed(example(), '/shows/0/prices/premium', 1)), keeps('prices'));
    assert.equal(
      refusedAs(changed(example(), '/shows/0/start_time', '2030-06-14T19:00')),
      keeps('start_time, end_time'),
    );
    assert.equal(refusedAs(changed(example(), '/shows/0/currency', 'USD')), keeps('currency'));
    const other_movie = {
      ...example(),
      movies: [...example().movies, { key: 'm', title: 'M', duration_minutes: 153 }],
    };
    assert.equal(refusedAs(changed(other_movie, '/shows/0/movie', 'm')), keeps('movie'));
    const other_hall = {
      ...example(),
      halls: [...example().halls, { ...only(example().halls), key: 'other' }],
    };
    assert.equal(refusedAs(changed(other_hall, '/shows/0/hall', 'other')), keeps('hall'));
    assert.equal(refusedAs(changed(example(), '/halls/0/rows/0/segments/0/count', 3)), [
      {
        place: '/halls/0',
        message: `the hall's rows and seat types may not change while a show in it is on sale, such as ${evening_id}`,
      },
    ]);
    assert.equal(contents(catalogue), before);

    // The other show, the rest of the document, and the same once more are free to change.
    const allowed = changed(
      changed(example(), '/shows/1/prices/premium', 5),
      '/movies/0/title',
      'METROPOLIS',
    );
    const summary = importCatalogue(catalogue, allowed, { onSale: (id) => id === evening_id, now: NOW });
    assert.equal(summary.shows, { added: 0, changed: 1, unchanged: 1 });
  }),
);

importing(
  'of a new layout takes the coming shows of the hall along, with prices for each seat type',
  withCatalogue((catalogue) => {
    load(catalogue, example());
    const ids = showIds(catalogue);
    const hall = {
      ...only(example().halls),
      seat_types: ['premium', 'regular', 'sofa'],
      rows: [
        { row: 'A', segments: [{ seat_type: 'regular', first: 1, count: 8 }] },
        { row: 'B', segments: [{ seat_type: 'premium', first: 1, count: 4 }] },
        { row: 'C', segments: [{ seat_type: 'sofa', first: 1, count: 2 }] },
      ],
    };
    const prices = { regular: 850, premium: 1_200, sofa: 3_000 };
    const shows = example().shows.map((show) => ({ ...show, prices }));

    const problems = problemsOf(() =>
      load(catalogue, { ...example(), halls: [hall], shows: shows.slice(0, 1) }),
    );
    assert.equal(problems, [
      {
        place: '/halls/0/seat_types',
        message: `the show ${ids[1]} in this hall has no price for "sofa"; add it to the document with its prices`,
      },
    ]);

    load(catalogue, { ...example(), halls: [hall], shows });
    assert.equal(catalogue.definitionOf(ids[1])?.types, [
      { name: 'premium', amount: 1_200 },
      { name: 'regular', amount: 850 },
      { name: 'sofa', amount: 3_000 },
    ]);

    // Without the sofas again: no show needs to be in the document, as each has the prices already.
    load(catalogue, { format: 'boxoffice-catalogue-1', halls: example().halls });
    assert.equal(catalogue.definitionOf(ids[1])?.types, [
      { name: 'regular', amount: 850 },
      { name: 'premium', amount: 1_200 },
    ]);
    assert.is(catalogue.definitionOf(ids[1])?.layout.length, 3);
  }),
);

importing(
  'of a new layout leaves shows that are over as they were, on sale or not',
  withCatalogue((catalogue) => {
    load(catalogue, example());
    const [evening_id] = showIds(catalogue);
    const before = catalogue.definitionOf(evening_id);
    const document = changed(example(), '/halls/0/rows/0/segments/0/count', 3);
    importCatalogue(catalogue, document, { onSale: () => true, now: Date.parse('2030-07-01T00:00:00Z') });
    assert.equal(catalogue.definitionOf(evening_id), before);
  }),
);

importing(
  'tells its progress to the end',
  withCatalogue((catalogue) => {
    const told: [number, number][] = [];
    const progress = (done: number, total: number): void => void told.push([done, total]);
    importCatalogue(catalogue, example(), { onSale: () => false, now: NOW, progress });
    assert.equal(told, [[6, 6]]);
  }),
);

importing(
  'reads files, and says what is wrong with one',
  withCatalogue((catalogue, folder) => {
    const path = join(folder, 'document.json');
    writeFileSync(path, `\uFEFF${JSON.stringify(example())}`);
    load(catalogue, readImportFile(path));
    assert.is(catalogue.counts().shows, 2);
    writeFileSync(path, '{ "format": ');
    const { place, message } = only(problemsOf(() => readImportFile(path)));
    assert.is(place, '');
    assert.match(message, /document\.json is not JSON/);
    assert.throws(() => readImportFile(join(folder, 'missing.json')), /ENOENT/);
  }),
);

importing.run();
