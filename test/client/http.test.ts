import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type HttpClient, openHttpClient, TimeoutError } from '../../src/client/index.ts';
import { type BoxOffice, openBoxOffice } from '../gateway/box-office.ts';
import { refusalOf, rejectionOf, statusOf } from './asking.ts';
import { clientContract } from './contract/all.ts';
import { openUnreliableProxy, problemOf } from './unreliable.ts';
import { openHttpWay } from './way.ts';

clientContract('over HTTP', openHttpWay);

interface Stage {
  box_office: BoxOffice;
  client: HttpClient;
}

const http = suite<Stage>('what is HTTP’s own');
http.before(async (stage) => {
  stage.box_office = await openBoxOffice({ shows: 3 });
  stage.client = openHttpClient({ url: stage.box_office.url });
});
http.after(async ({ box_office, client }) => {
  await client.close();
  await box_office.close();
});

http('what is on, from the city to the seats', async ({ client, box_office }) => {
  const { cities, total } = await client.cities({ name: 'São', country: 'BR', page: 1, per_page: 5 });
  assert.equal([total, cities[0]?.name], [1, 'São Paulo']);
  const [{ city_id } = { city_id: '' }] = cities;
  const show = await client.show(box_office.shows[0] ?? '');
  const date = show.start_time.slice(0, 10);
  const { movies } = await client.movies(city_id, { date });
  assert.equal(
    movies.map(({ title }) => title),
    ['Metropolis'],
  );
  const { cinemas } = await client.shows(city_id, movies[0]?.movie_id ?? '', { date });
  const listed = cinemas.flatMap(({ shows }) => shows.map(({ show_id }) => show_id));
  assert.equal(listed.sort(), [...box_office.shows].sort());
  const { results } = await client.search({ keyword: 'metro', city: 'são paulo', result_per_page: 2 });
  assert.is(results.length, 2);
  assert.equal((await client.search({ keyword: 'nosferatu' })).results, []);
  assert.is((await refusalOf(client.movies(city_id, { date: '2026-02-30' }))).code, 'invalid_request');
  assert.is((await refusalOf(client.show(city_id))).code, 'unknown_show');
});

http('an API key goes along; a fetch of one’s own is used; the url may have a path', async (stage) => {
  const { box_office } = stage;
  const api_key = box_office.api_keys.add('frontend', 1_000);
  const asked: string[] = [];
  const options = {
    url: `${box_office.url}/behind/a/proxy/`,
    fetch: (input: Parameters<typeof fetch>[0], init?: RequestInit) => {
      asked.push(`${String(input)} ${new Headers(init?.headers).get('x-api-key')}`);
      return fetch(String(input).replace('/behind/a/proxy', ''), init);
    },
  };
  const [show_id = ''] = box_office.shows;
  const known = openHttpClient({ ...options, api_key });
  await known.seats(show_id);
  assert.equal(asked, [`${box_office.url}/behind/a/proxy/v1/shows/${show_id}/seats ${api_key}`]);
  const unknown = openHttpClient({ ...options, api_key: 'made-up' });
  assert.is((await refusalOf(unknown.seats(show_id))).code, 'unknown_api_key');
  assert.throws(() => openHttpClient({ url: box_office.url, api_key: 'two\nlines' }), RangeError);
  assert.throws(() => openHttpClient({ url: 'box office' }), TypeError);
});

http('a loop over seats goes on where its stream breaks', async ({ box_office, client }) => {
  const proxy = await openUnreliableProxy(box_office.url);
  const looking = openHttpClient({ url: proxy.url });
  const [, , show_id = ''] = box_office.shows;
  proxy.prepare(problemOf(503, 'overloaded'));
  for await (const news of looking.followSeats(show_id, { timeout_ms: 1_000 })) {
    if (statusOf(news, 'A-2') === 'reserved') break;
    if (statusOf(news, 'A-1') === 'reserved') continue;
    await client.session().reserve(show_id, { seats: ['A-1'] });
    proxy.hangUp();
    await client.session().reserve(show_id, { seats: ['A-2'] });
  }
  await looking.close();
  await proxy.close();
});

http('a payment in flight is not asked for again and again where nobody holds the poll open', async () => {
  // Of one connection, none is held.
  const gateway = { max_connections: 1, payment_wait_ms: 10 };
  const box_office = await openBoxOffice({ shows: 1, gateway });
  const client = openHttpClient({ url: box_office.url });
  let asked = 0;
  box_office.app.server.on('request', () => {
    asked += 1;
  });
  const session = client.session();
  const booking = await session.reserve(box_office.shows[0] ?? '', { count: 1 });
  const late = await rejectionOf(session.pay(booking, 'tok_slow', { deadline_ms: 1_500 }));
  assert.instance(late, TimeoutError);
  assert.ok(asked <= 10, `${asked} requests`);
  await client.close();
  await box_office.close();
});

http('many calls may share one signal', async ({ client, box_office }) => {
  const warnings: Error[] = [];
  const warn = (warning: Error): void => void warnings.push(warning);
  process.on('warning', warn);
  const { signal } = new AbortController();
  const show_ids = Array.from({ length: 40 }, () => box_office.shows[0] ?? '');
  await Promise.all(show_ids.map((show_id) => client.seats(show_id, { signal })));
  process.off('warning', warn);
  assert.equal(warnings, []);
  const gone = AbortSignal.abort(new Error('gone'));
  assert.is(await rejectionOf(client.search({}, { signal: gone })), gone.reason);
});

http.run();
