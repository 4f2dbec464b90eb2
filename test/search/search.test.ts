import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Search, type SearchQuery, SORTING_ORDERS } from '../../src/search/search.ts';
import { scan } from './scan.ts';
import { ANYTHING, withSearch } from './stage.ts';
import { documentOf, NOW, type World, worlds, worldsOf } from './world.ts';

const searching = suite('search, beside a scan over all shows');

const WORLDS = 4;
const QUERIES = 200;

/** Each parameter, with what it may be asked for. */
const PARAMETERS = {
  keyword: [
    'star',
    'STAR wars',
    's',
    'x',
    'anderson',
    'amelie the',
    'oceans',
    'western star',
    'none',
    '?',
    'the the',
  ],
  city: ['san', 'San José', 'SUVA', 'nowhere', '?'],
  position: [
    { latitude: 9.9, longitude: -84 },
    // Across the date line from one city, and near a pole.
    { latitude: -18, longitude: -179.5 },
    { latitude: 89.9, longitude: 0 },
  ],
  radius: [0, 1.3, 3, 77, 480, 2_000, 12_345, 20_038],
  start_date: ['2030-06-03', '2030-06-04', '2030-06-04T07:15', '2030-06-30', '2020-01-01'],
  end_date: ['2030-06-03', '2030-06-05', '2030-06-05T12:00', '2030-06-01'],
  sorting_order: SORTING_ORDERS,
} as const;

type Parameter = keyof typeof PARAMETERS;
const NAMES = Object.keys(PARAMETERS).filter((name): name is Parameter => name in PARAMETERS);

const queries: fc.Arbitrary<SearchQuery> = fc
  .record({
    keyword: fc.option(fc.constantFrom(...PARAMETERS.keyword)),
    city: fc.option(fc.constantFrom(...PARAMETERS.city)),
    position: fc.option(fc.constantFrom(...PARAMETERS.position)),
    radius: fc.option(fc.constantFrom(...PARAMETERS.radius)),
    start_date: fc.option(fc.constantFrom(...PARAMETERS.start_date)),
    end_date: fc.option(fc.constantFrom(...PARAMETERS.end_date)),
    sorting_order: fc.option(fc.constantFrom(...SORTING_ORDERS)),
    page: fc.constantFrom(1, 1, 1, 2, 3, 40),
    per_page: fc.constantFrom(1, 7, 30),
  })
  .map((query) => proper({ ...ANYTHING, ...query }));

/** Without what a caller refuses before: a radius or an order by distance without a position. */
function proper(query: SearchQuery): SearchQuery {
  if (query.position !== null) return query;
  const { sorting_order } = query;
  return { ...query, radius: null, sorting_order: sorting_order === 'distance,asc' ? null : sorting_order };
}

async function compare(world: World, search: Search, query: SearchQuery): Promise<void> {
  const expected = scan(world, query, NOW);
  const from = (query.page - 1) * query.per_page;
  const { items, total, ...rest } = await search.find(query);
  const told = JSON.stringify(query);
  assert.is(total, expected.length, told);
  assert.equal(
    items.map(({ show }) => Number(show.hall_name)),
    expected.slice(from, from + query.per_page),
    told,
  );
  assert.ok(
    items.every(({ distance_km }) => (distance_km === null) === (query.position === null)),
    told,
  );
  assert.equal(rest, { page: query.page, per_page: query.per_page, did_you_mean: null });
}

searching(
  'each parameter, each pair of parameters, and all values of both: same shows, same order',
  async () => {
    const [world] = fc.sample(worlds, 1);
    if (world === undefined) throw new Error('there is no world');
    await withSearch(documentOf(world), async ({ search }) => {
      await compare(world, search, ANYTHING);
      for (const [place, one] of NAMES.entries()) {
        for (const value of PARAMETERS[one]) {
          await compare(world, search, proper({ ...ANYTHING, [one]: value }));
          for (const other of NAMES.slice(place + 1)) {
            for (const other_value of PARAMETERS[other]) {
              await compare(world, search, proper({ ...ANYTHING, [one]: value, [other]: other_value }));
            }
          }
        }
      }
    });
  },
);

searching('all parameters together, page by page: same shows, same order', async () => {
  for (const world of fc.sample(worlds, WORLDS)) {
    await withSearch(documentOf(world), async ({ search }) => {
      await fc.assert(
        fc.asyncProperty(queries, (query) => compare(world, search, query)),
        { numRuns: QUERIES },
      );
    });
  }
});

searching('thousands of shows: same shows, same order', async () => {
  const [world] = fc.sample(worldsOf(4_000), 1);
  if (world === undefined) throw new Error('there is no world');
  await withSearch(documentOf(world), async ({ search }) => {
    const many = queries.map((query) => ({ ...query, page: query.page * 7 }));
    await fc.assert(
      fc.asyncProperty(fc.oneof(queries, many), (query) => compare(world, search, query)),
      { numRuns: 100 },
    );
  });
});

searching('the pages of a search make up all of it, once each', async () => {
  const [world] = fc.sample(worlds, 1);
  if (world === undefined) throw new Error('there is no world');
  await withSearch(documentOf(world), async ({ search }) => {
    for (const sorting_order of SORTING_ORDERS) {
      const query = { ...ANYTHING, position: { latitude: 0, longitude: 0 }, sorting_order };
      const found: string[] = [];
      for (let page = 1; ; page += 1) {
        const { items } = await search.find({ ...query, page });
        if (items.length === 0) break;
        found.push(...items.map(({ show }) => show.show_id));
      }
      assert.is(found.length, scan(world, query, NOW).length);
      assert.is(new Set(found).size, found.length);
    }
  });
});

searching('nothing is found in an empty catalogue, by whatever', async () => {
  await withSearch({ format: 'boxoffice-catalogue-1' }, async ({ search }) => {
    const position = { latitude: 1, longitude: 2 };
    for (const sorting_order of SORTING_ORDERS) {
      const query = { ...ANYTHING, keyword: 'star', include_spell_check: true, position, radius: 10 };
      const { items, total } = await search.find({ ...query, sorting_order });
      assert.equal([items, total], [[], 0]);
    }
    assert.is(await search.positionOf('XX-1', null), null);
  });
});

searching('a radius, or an order by distance, is refused without a position', async () => {
  await withSearch({ format: 'boxoffice-catalogue-1' }, async ({ search }) => {
    for (const query of [{ radius: 10 }, { sorting_order: 'distance,asc' } as const]) {
      const refusal: unknown = await search.find({ ...ANYTHING, ...query }).catch((error: unknown) => error);
      assert.instance(refusal, RangeError);
    }
  });
});

searching.run();
