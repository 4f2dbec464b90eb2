import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { addDays, localDate } from '../../src/catalogue/time.ts';
import { SORTING_ORDERS } from '../../src/search/search.ts';
import type { HttpAnswer } from './box-office.ts';
import { assertRefused, at, openStage, type Stage, valueAt } from './stage.ts';

/** One city, one cinema, 30 shows of one movie: each 24 hours from now, in São Paulo's time. */
const searching = suite<Stage>('search over HTTP');

searching.before(async (stage) => void Object.assign(stage, await openStage()));
searching.after(async ({ box_office }) => box_office.close());

const TOMORROW = localDate(Date.now() + 24 * 3_600_000, 'America/Sao_Paulo');
/** 16 km north of the cinema, and a postal code of Manhattan. */
const NEARBY = '-23.356,-46.6';
const MANHATTAN = '10001';

type Fields = Readonly<Record<string, string>>;

const pathOf = (fields: Fields): string => `/v1/search?${new URLSearchParams(fields)}`;

function totalOf(answer: HttpAnswer): unknown {
  assert.is(answer.status, 200, JSON.stringify(answer.body));
  return valueAt(answer, 'total');
}

searching('every parameter is heard', async ({ visitor }) => {
  const found: readonly (readonly [Fields, number])[] = [
    [{}, 30],
    [{ keyword: 'METRO' }, 30],
    [{ keyword: 'metro nosferatu' }, 0],
    [{ city: 'sao' }, 30],
    [{ city: 'rio' }, 0],
    [{ lat_long: NEARBY, radius: '17' }, 30],
    [{ lat_long: NEARBY, radius: '15.9' }, 0],
    [{ postal_code: MANHATTAN, radius: '1000' }, 0],
    [{ postal_code: '10001-1234', radius: '20000' }, 30],
    [{ start_date: TOMORROW, end_date: TOMORROW }, 30],
    [{ start_date: addDays(TOMORROW, 1) }, 0],
    [{ end_date: `${addDays(TOMORROW, -1)}T23:59` }, 0],
    [{ keyword: 'metropilos', include_spell_check: 'no' }, 0],
    [{ keyword: 'metropilos', include_spell_check: 'yes' }, 30],
  ];
  for (const [fields, total] of found) {
    assert.is(totalOf(await visitor().ask('GET', pathOf(fields))), total, JSON.stringify(fields));
  }
  for (const sorting_order of SORTING_ORDERS) {
    const fields = { sorting_order, lat_long: NEARBY, result_per_page: '7', page: '5' };
    const answer = await visitor().ask('GET', pathOf(fields));
    assert.is(Object(answer.body).results.length, 2, sorting_order);
  }
});

searching('distances and what was meant are told where they were asked for', async ({ visitor }) => {
  const far = await visitor().ask(
    'GET',
    pathOf({ lat_long: NEARBY, keyword: 'metropilos', include_spell_check: 'yes' }),
  );
  assert.is(at(far, 'did_you_mean'), 'Metropolis');
  assert.is(valueAt(far, 'results', 0, 'distance_km'), 16.01);
  const plain = await visitor().ask('GET', pathOf({ keyword: 'metropolis' }));
  assert.is(valueAt(plain, 'did_you_mean'), null);
  assert.not(Object.hasOwn(Object(valueAt(plain, 'results', 0)), 'distance_km'));
});

searching('what cannot be asked together is told, each by its own code', async ({ visitor }) => {
  const refused: readonly (readonly [Fields, string])[] = [
    [{ radius: '10' }, 'radius_without_position'],
    [{ radius: '10', city: 'sao' }, 'radius_without_position'],
    [{ sorting_order: 'distance,asc' }, 'order_without_position'],
    [{ lat_long: NEARBY, postal_code: MANHATTAN }, 'two_positions'],
    [{ start_date: '2030-06-02', end_date: '2030-06-01' }, 'end_before_start'],
    [{ start_date: '2030-06-01T10:01', end_date: '2030-06-01T10:00' }, 'end_before_start'],
    [{ postal_code: '99999' }, 'unknown_postal_code'],
    [{ postal_code: 'nowhere', radius: '5' }, 'unknown_postal_code'],
  ];
  for (const [fields, code] of refused) {
    assertRefused(await visitor().ask('GET', pathOf(fields)), 422, code);
  }
  const allowed = await visitor().ask(
    'GET',
    pathOf({ start_date: '2030-06-01T10:00', end_date: '2030-06-01' }),
  );
  assert.is(allowed.status, 200, 'a day ends after all of its minutes');
});

searching('a field that is wrong in itself is named, with what it should be', async ({ visitor }) => {
  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ['sorting_order', 'price,asc', /name,asc · name,desc · date,asc/],
    ['include_spell_check', 'maybe', /yes · no/],
    ['lat_long', '90.1,0', /latitude/],
    ['lat_long', '0,-180.5', /longitude/],
    ['lat_long', '1;2', /pattern/],
    ['start_date', '2026-02-30', /calendar/],
    ['end_date', '2026-13-01T10:00', /calendar/],
    ['end_date', '2026-12-01T24:00', /pattern/],
    ['result_per_page', '31', /30/],
    ['radius', '-1', /0/],
    ['radius', '20039', /20038/],
  ];
  for (const [field, value, detail] of wrong) {
    const answer = await visitor().ask('GET', pathOf({ [field]: value }));
    assertRefused(answer, 422, 'invalid_request');
    assert.is(at(answer, 'errors', 0, 'field'), field);
    assert.match(at(answer, 'errors', 0, 'detail'), detail);
  }
});

searching('a listing that is known already is not sent again', async ({ box_office, visitor }) => {
  const { city_id, movie_id, shows } = box_office;
  const kept: readonly (readonly [string, string])[] = [
    ['/v1/cities', 'public, max-age=60'],
    [`/v1/cities/${city_id}/movies`, 'public, max-age=60'],
    [`/v1/cities/${city_id}/movies/${movie_id}/shows?date=${TOMORROW}`, 'public, max-age=1'],
    [`/v1/shows/${shows[0]}`, 'public, max-age=1'],
    [pathOf({ keyword: 'metro' }), 'public, max-age=1'],
  ];
  for (const [path, cache_control] of kept) {
    const first = await visitor().ask('GET', path);
    const etag = first.headers.get('etag') ?? '';
    assert.match(etag, /^"[\w-]+"$/, path);
    assert.is(first.headers.get('cache-control'), cache_control, path);
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const again = await visitor().ask('GET', path, { headers: { 'if-none-match': known } });
      assert.equal([again.status, again.body], [304, ''], `${path} ${known}`);
      assert.is(again.headers.get('etag'), etag);
    }
    const other = await visitor().ask('GET', path, { headers: { 'if-none-match': '"other"' } });
    assert.equal([other.status, other.body], [200, first.body], path);
  }
});

searching('what is left is told as it is, however often a listing is asked for', async (stage) => {
  const { box_office, visitor, freshShow, holder } = stage;
  const show = freshShow();
  const paths = [
    show,
    pathOf({ result_per_page: '30' }),
    `/v1/cities/${box_office.city_id}/movies/${box_office.movie_id}/shows?date=${TOMORROW}`,
  ];
  const ask = () => Promise.all(paths.map((path) => visitor().ask('GET', path)));
  const before = await ask();
  const { visitor: buyer, booking } = await holder(show, { count: 9, type: 'premium' });
  const sold = await ask();
  for (const [index, answer] of sold.entries()) {
    assert.is.not(answer.headers.get('etag'), before[index]?.headers.get('etag'), paths[index] ?? '');
    assert.match(JSON.stringify(answer.body), /almost_full/);
  }
  await buyer.ask('DELETE', booking);
  const released = await ask();
  assert.equal(
    released.map(({ headers }) => headers.get('etag')),
    before.map(({ headers }) => headers.get('etag')),
    'as before, so the copies of before are good again',
  );
});

searching.run();
