import fc from 'fast-check';
import { DateTime } from 'luxon';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Catalogue, Show } from '../../src/catalogue/catalogue.ts';
import { fold } from '../../src/catalogue/fold.ts';
import { load, type WholeDocument, withCatalogue } from './support.ts';

/** Random small catalogues, listed by the database and by an obvious scan of the document they came from. */
const listings = suite('listings');

const CITY_NAMES = ['San Juan', 'San José', 'Sanford', 'Évora', 'Evora Monte', 'Łódź', "Xi'an"];
const ZONES = ['America/New_York', 'America/Havana', 'Europe/Lisbon', 'Asia/Kolkata', 'Pacific/Kiritimati'];
const TITLE_WORDS = ['The', 'Matrix', 'Mátrix', 'Star', 'Starship', 'Wars', "Ocean's", 'Eleven', '3'];
/** Clocks change in New York and Havana on the second day. */
const FIRST_START = Date.UTC(2026, 9, 31, 0);
const HOUR = 3_600_000;
const DATES = ['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-02', '2026-11-03'];

type CityPart = WholeDocument['cities'][number];
type CinemaPart = WholeDocument['cinemas'][number];
type MoviePart = WholeDocument['movies'][number];
type ShowPart = WholeDocument['shows'][number];

const indexBelow = (length: number) => fc.nat({ max: length - 1 });

const documents: fc.Arbitrary<WholeDocument> = fc
  .record({
    cities: fc.array(
      fc.record({
        name: fc.constantFrom(...CITY_NAMES),
        zone: fc.constantFrom(...ZONES),
        country: fc.constantFrom('US', 'PT'),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    halls: fc.array(fc.record({ city: fc.nat(), name: fc.constantFrom('Lux', 'Rex', 'Astra') }), {
      minLength: 1,
      maxLength: 5,
    }),
    titles: fc.array(fc.array(fc.constantFrom(...TITLE_WORDS), { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 5,
    }),
    shows: fc.uniqueArray(fc.record({ hall: fc.nat(), movie: fc.nat(), slot: indexBelow(24) }), {
      maxLength: 30,
    }),
  })
  .map(({ cities, halls, titles, shows }) => {
    const taken = new Set<string>();
    return {
      format: 'boxoffice-catalogue-1',
      cities: cities.map(({ name, zone, country }, index) => ({
        key: `city${index}`,
        name,
        country,
        latitude: index,
        longitude: 0,
        time_zone: zone,
      })),
      cinemas: halls.map(({ city, name }, index) => ({
        key: `cinema${index}`,
        city: `city${city % cities.length}`,
        name: `${name} ${index}`,
        latitude: 0,
        longitude: index,
      })),
      halls: halls.map((_, index) => ({
        key: `hall${index}`,
        cinema: `cinema${index}`,
        name: 'One',
        seat_types: ['regular'],
        rows: [{ row: 'A', segments: [{ seat_type: 'regular', first: 1, count: index + 1 }] }],
      })),
      movies: titles.map((words, index) => ({ key: `movie${index}`, title: words.join(' ') })),
      shows: shows.flatMap(({ hall, movie, slot }, index) => {
        const place = `${hall % halls.length} ${slot}`;
        if (taken.has(place)) return [];
        taken.add(place);
        const start = FIRST_START + slot * 3 * HOUR;
        return {
          key: `show${index}`,
          movie: `movie${movie % titles.length}`,
          hall: `hall${hall % halls.length}`,
          start_time: utc(start),
          end_time: utc(start + 2 * HOUR),
          currency: 'EUR',
          prices: { regular: index + 1 },
        };
      }),
    };
  });

function utc(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** A show of a document with all that it refers to. */
interface WholeShow {
  readonly show: ShowPart;
  readonly movie: MoviePart;
  readonly cinema: CinemaPart;
  readonly city: CityPart;
  readonly date: string;
}

function wholeShows(document: WholeDocument): WholeShow[] {
  const find = <Part extends { key: string }>(parts: readonly Part[], key: string): Part => {
    const part = parts.find((candidate) => candidate.key === key);
    if (part === undefined) throw new Error(`the document has no ${key}`);
    return part;
  };
  return document.shows.map((show) => {
    const cinema = find(document.cinemas, find(document.halls, show.hall).cinema);
    const city = find(document.cities, cinema.city);
    const date = DateTime.fromISO(show.start_time, { zone: city.time_zone }).toFormat('yyyy-MM-dd');
    return { show, movie: find(document.movies, show.movie), cinema, city, date };
  });
}

/** The price is different for every show of a document, so it tells which one it is. */
const priceOf = (show: Show): number | undefined => show.seat_types[0]?.amount;
const priceIn = (show: ShowPart): number | undefined => show.prices.regular;

const ascending = <Item>(items: readonly Item[], by: (item: Item) => string): Item[] =>
  [...items].sort((one, other) => (by(one) < by(other) ? -1 : by(one) > by(other) ? 1 : 0));

/** City ids in the order of the document: a city is known by its latitude. */
function cityIds(catalogue: Catalogue): Map<number, string> {
  const { items } = catalogue.cities({ name: null, country: null, page: 1, per_page: 100 });
  return new Map(items.map(({ latitude, city_id }) => [latitude, city_id]));
}

function checkEach(
  check: (catalogue: Catalogue, document: WholeDocument) => void,
  runs: number,
): () => Promise<void> {
  return withCatalogue((catalogue) => {
    fc.assert(
      fc.property(documents, (document) => {
        // Emptied rather than made anew, which would take most of the time.
        catalogue.database.exec(`
          DELETE FROM show; DELETE FROM hall; DELETE FROM cinema; DELETE FROM city; DELETE FROM movie;
          DELETE FROM movie_words`);
        load(catalogue, document);
        check(catalogue, document);
      }),
      { numRuns: runs },
    );
  });
}

listings(
  'cities by name and country, a page at a time',
  checkEach((catalogue, document) => {
    const with_cinemas = document.cities.filter(({ key }) =>
      document.cinemas.some(({ city }) => city === key),
    );
    for (const [name, country] of [
      [null, null],
      ['san', null],
      ['SAN JO', 'US'],
      ['evora', 'PT'],
      ['lo', null],
      ['xia', null],
      ['?', null],
    ] as const) {
      const expected = ascending(
        with_cinemas
          .filter((city) => country === null || city.country === country)
          .filter((city) => name === null || (fold(name) !== '' && fold(city.name).startsWith(fold(name)))),
        (city) => fold(city.name),
      );
      const pages = [1, 2, 3].map((page) => catalogue.cities({ name, country, page, per_page: 2 }));
      assert.equal(
        pages.map(({ total }) => total),
        expected.length > 0 ? Array(3).fill(expected.length) : [0, 0, 0],
      );
      assert.equal(
        pages.flatMap(({ items }) => items.map(({ latitude }) => latitude)),
        expected.map(({ latitude }) => latitude),
      );
    }
  }, 100),
);

listings(
  'movies and shows of a city on a local date',
  checkEach((catalogue, document) => {
    const all = wholeShows(document);
    for (const [latitude, city_id] of cityIds(catalogue)) {
      for (const date of DATES) {
        const here = all.filter(({ city, date: local }) => city.latitude === latitude && local === date);
        const movies = catalogue.moviesInCity(city_id, date);
        const expected = ascending([...new Set(here.map(({ movie }) => movie))], ({ title }) => fold(title));
        assert.equal(
          movies.map(({ title }) => fold(title)),
          expected.map(({ title }) => fold(title)),
        );
        for (const { movie_id, title } of movies) {
          const listed = catalogue.showsOfMovie(city_id, movie_id, date);
          // Movies may share a title here, so the scan goes by what the first show says.
          const [first] = listed.flatMap(({ shows }) => shows);
          const movie = all.find(({ show }) => first && priceIn(show) === priceOf(first))?.movie;
          assert.is(movie?.title, title);
          assert.equal(
            listed.map(({ cinema, shows }) => [cinema.name, shows.map(priceOf)]),
            groupsByCinema(here.filter((show) => show.movie === movie)),
          );
        }
      }
    }
  }, 150),
);

function groupsByCinema(shows: readonly WholeShow[]): [string, (number | undefined)[]][] {
  const names = ascending([...new Set(shows.map(({ cinema }) => cinema.name))], (name) => name);
  return names.map((name) => {
    const inside = shows.filter(({ cinema }) => cinema.name === name);
    return [name, ascending(inside, ({ show }) => show.start_time).map(({ show }) => priceIn(show))];
  });
}

listings(
  'search by words of the title and name of the city',
  checkEach((catalogue, document) => {
    const all = wholeShows(document);
    const from = FIRST_START + 12 * HOUR;
    for (const keyword of [null, 'matrix', 'the', 'STAR', 'star wars', 'ware', 'oceans 3', '"*', '?']) {
      for (const city of [null, 'san', 'San José', 'évora', 'EVORA MONTE', 'sanf', '?']) {
        const expected = all
          .filter(({ show }) => Date.parse(show.start_time) >= from)
          .filter(({ movie }) => keyword === null || titleMatches(movie.title, keyword))
          .filter(({ city: { name } }) => city === null || cityMatches(name, city));
        const found = catalogue.search({ keyword, city, from, page: 1, per_page: 100 });
        assert.is(found.total, expected.length, `${keyword} in ${city}`);
        assert.equal(
          found.items.map(priceOf).sort(),
          expected.map(({ show }) => priceIn(show)).sort(),
          `${keyword} in ${city}`,
        );
        const starts = found.items.map(({ starts_at }) => starts_at);
        assert.equal(
          starts,
          [...starts].sort((one, other) => one - other),
        );

        const pages = [1, 2, 3, 4].map((page) =>
          catalogue.search({ keyword, city, from, page, per_page: 4 }),
        );
        assert.equal(
          pages.flatMap(({ items }) => items),
          found.items.slice(0, 16),
        );
      }
    }
  }, 50),
);

function titleMatches(title: string, keyword: string): boolean {
  const words = fold(title).split(' ');
  const wanted = fold(keyword);
  return (
    wanted !== '' && wanted.split(' ').every((word) => words.some((candidate) => candidate.startsWith(word)))
  );
}

function cityMatches(name: string, wanted: string): boolean {
  return fold(wanted) !== '' && `${fold(name)} `.startsWith(`${fold(wanted)} `);
}

listings(
  'a show, its movie and its definition agree with the listing',
  checkEach((catalogue, document) => {
    const { items } = catalogue.search({ keyword: null, city: null, from: 0, page: 1, per_page: 100 });
    assert.is(items.length, document.shows.length);
    for (const show of items) {
      assert.equal(catalogue.show(show.show_id), show);
      assert.equal(catalogue.movie(show.movie.movie_id), show.movie);
      assert.is(catalogue.city(show.cinema.city_id)?.name, show.city_name);
      const definition = catalogue.definitionOf(show.show_id);
      assert.equal(
        { ...definition, layout: [] },
        {
          show_id: show.show_id,
          movie_id: show.movie.movie_id,
          hall_id: show.hall_id,
          starts_at: show.starts_at,
          currency: show.currency,
          types: show.seat_types.map(({ name, amount }) => ({ name, amount })),
          layout: [],
        },
      );
      const seats = definition?.layout.flatMap(({ segments }) => segments.map(({ count }) => count));
      assert.equal(
        seats,
        show.seat_types.map((type) => type.seats),
      );
    }
  }, 50),
);

listings(
  'what is not there is null or empty, whatever is asked for',
  withCatalogue((catalogue) => {
    for (const id of ['01ARZ3NDEKTSV4RRFFQ69G5FAV', '', "' OR 1=1 --"]) {
      assert.is(catalogue.city(id), null);
      assert.is(catalogue.movie(id), null);
      assert.is(catalogue.show(id), null);
      assert.is(catalogue.definitionOf(id), null);
      assert.equal(catalogue.moviesInCity(id, '2026-11-01'), []);
      assert.equal(catalogue.showsOfMovie(id, id, '2026-11-01'), []);
    }
  }),
);

listings.run();
