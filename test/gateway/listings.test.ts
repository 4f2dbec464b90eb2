import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { addDays, localDate } from '../../src/catalogue/time.ts';
import { assertRefused, at, openStage, type Stage, valueAt } from './stage.ts';

/** One city, one cinema, 30 shows of one movie: each 24 hours from now, in São Paulo's time. */
const listings = suite<Stage>('listings');
const ZONE = 'America/Sao_Paulo';

listings.before(async (stage) => void Object.assign(stage, await openStage()));
listings.after(async ({ box_office }) => box_office.close());

const dateOfShows = (): string => localDate(Date.now() + 24 * 3_600_000, ZONE);

listings('from the city by its name to the show', async ({ visitor }) => {
  const guest = visitor();
  const cities = await guest.ask('GET', '/v1/cities?name=sao&country=BR&page=1&per_page=5');
  assert.is(at(cities, 'cities', 0, 'name'), 'São Paulo');
  assert.equal([valueAt(cities, 'total'), valueAt(cities, 'page'), valueAt(cities, 'per_page')], [1, 1, 5]);
  const city = `/v1/cities/${at(cities, 'cities', 0, 'city_id')}`;

  const movies = await guest.ask('GET', `${city}/movies?date=${dateOfShows()}`);
  assert.is(at(movies, 'movies', 0, 'title'), 'Metropolis');
  assert.is(at(movies, 'date'), dateOfShows());

  const shows = await guest.ask(
    'GET',
    `${city}/movies/${at(movies, 'movies', 0, 'movie_id')}/shows?date=${dateOfShows()}`,
  );
  assert.is(at(shows, 'cinemas', 0, 'name'), 'Cine Belas Artes');
  assert.match(at(shows, 'cinemas', 0, 'shows', 0, 'start_time'), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-03:00$/);
  assert.equal(valueAt(shows, 'cinemas', 0, 'shows', 0, 'seats'), [
    { type: 'regular', price: { amount: 3_000, currency: 'BRL' }, status: 'available' },
    { type: 'premium', price: { amount: 4_500, currency: 'BRL' }, status: 'available' },
  ]);

  const show = await guest.ask('GET', `/v1/shows/${at(shows, 'cinemas', 0, 'shows', 0, 'show_id')}`);
  assert.is(at(show, 'city', 'name'), 'São Paulo');
  assert.equal(valueAt(show, 'hall', 'rows', 4), {
    row: 'E',
    segments: [{ type: 'premium', first: 1, count: 10, gap: 0 }],
  });
});

listings('today, where no date is given; nothing on a day without shows', async ({ box_office, visitor }) => {
  const guest = visitor();
  const city = `/v1/cities/${box_office.city_id}`;
  const today = await guest.ask('GET', `${city}/movies`);
  assert.is(at(today, 'date'), localDate(Date.now(), ZONE));
  const far = addDays(dateOfShows(), 300);
  assert.equal(valueAt(await guest.ask('GET', `${city}/movies?date=${far}`), 'movies'), []);
  const shows = await guest.ask('GET', `${city}/movies/${box_office.movie_id}/shows?date=${far}`);
  assert.equal(valueAt(shows, 'cinemas'), []);
});

listings('search by word and city, page by page', async ({ visitor }) => {
  const guest = visitor();
  const first = await guest.ask('GET', '/v1/search?keyword=metro&city=S%C3%A3o%20Paulo&result_per_page=20');
  const second = await guest.ask(
    'GET',
    '/v1/search?keyword=metro&city=sao%20paulo&result_per_page=20&page=2',
  );
  assert.equal([valueAt(first, 'total'), valueAt(second, 'total'), valueAt(second, 'page')], [30, 30, 2]);
  const ids = [first, second].flatMap((page) =>
    Object(page.body).results.map((result: { show_id: string }) => result.show_id),
  );
  assert.is(new Set(ids).size, 30);
  assert.is(at(first, 'results', 0, 'title'), 'Metropolis');
  assert.is(at(first, 'results', 0, 'cinema', 'city'), 'São Paulo');
  assert.is(valueAt(first, 'results', 0, 'duration'), 153);
  assert.equal(valueAt(await guest.ask('GET', '/v1/search?keyword=nosferatu'), 'results'), []);
});

listings(
  'a type is almost full below a fifth, and full when nothing is left',
  async ({ freshShow, holder, visitor }) => {
    const show = freshShow();
    const premiumStatus = async (): Promise<string> =>
      at(await visitor().ask('GET', show), 'seats', 1, 'status');
    const wanting = (count: number) => holder(show, { count, type: 'premium' });
    await wanting(8);
    assert.is(await premiumStatus(), 'available', 'two of ten are left: just a fifth');
    await wanting(1);
    assert.is(await premiumStatus(), 'almost_full');
    const { visitor: last, booking } = await wanting(1);
    assert.is(await premiumStatus(), 'full');
    const found = await visitor().ask('GET', '/v1/search?keyword=metropolis&result_per_page=30');
    const results: { show_id: string; seats: { status: string }[] }[] = Object(found.body).results;
    const statuses = results.find(({ show_id }) => show.endsWith(show_id))?.seats.map(({ status }) => status);
    assert.equal(statuses, ['available', 'full'], 'every listing agrees');
    await last.ask('DELETE', booking);
    assert.is(await premiumStatus(), 'almost_full', 'and it is current');
  },
);

listings('what there is not', async ({ box_office, visitor }) => {
  const guest = visitor();
  const { city_id, movie_id } = box_office;
  assertRefused(await guest.ask('GET', `/v1/cities/${movie_id}/movies`), 404, 'unknown_city');
  assertRefused(
    await guest.ask('GET', `/v1/cities/${movie_id}/movies/${movie_id}/shows`),
    404,
    'unknown_city',
  );
  assertRefused(
    await guest.ask('GET', `/v1/cities/${city_id}/movies/${city_id}/shows`),
    404,
    'unknown_movie',
  );
  assertRefused(await guest.ask('GET', `/v1/shows/${city_id}`), 404, 'unknown_show');
  assertRefused(await guest.ask('GET', `/v1/shows/${city_id}/seats`), 404, 'unknown_show');
  assertRefused(await guest.ask('GET', `/v1/shows/${city_id}/stream`), 404, 'unknown_show');
  const no_day = await guest.ask('GET', `/v1/cities/${city_id}/movies?date=2026-02-30`);
  assertRefused(no_day, 422, 'invalid_request');
  assert.equal(valueAt(no_day, 'errors'), [
    { in: 'query', field: 'date', detail: 'is not a day of the calendar' },
  ]);
});

listings.run();
