import { connect } from '@nats-io/transport-node';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ConnectionError, openNatsClient, TimeoutError } from '../../src/client/index.ts';
import { startNatsServer, WITH_MAPPING, WITHOUT_MAPPING } from '../support/nats-server.ts';
import { refusalOf, rejectionOf, statusOf } from './asking.ts';
import { clientContract } from './contract/all.ts';
import { openLosingProxy } from './losing-proxy.ts';
import { openNatsWay } from './way.ts';

clientContract('over NATS', openNatsWay);

type Stage = Awaited<ReturnType<typeof openNatsWay>>;

const nats = suite<{ way: Stage }>('what is NATS’s own');
nats.before.each(async (context) => {
  context.way = await openNatsWay();
});
nats.after.each(({ way }) => way.close());

nats('an answer that is lost after the seats were reserved leads to one booking', async ({ way }) => {
  const proxy = await openLosingProxy(way.server.port);
  const client = openNatsClient({ servers: proxy.url });
  const show_id = way.freshShow();
  const session = client.session();
  await client.seats(show_id);
  proxy.lose('{"booking":{', 2);
  const booking = await session.reserve(show_id, { count: 2 });
  assert.is(proxy.lost(), 2);
  assert.equal(await session.booking(booking), booking);
  const { seats } = await client.seats(show_id);
  assert.is(seats.filter(({ status }) => status === 'reserved').length, 2);

  proxy.lose('{"booking":{', 2);
  assert.is((await session.pay(booking, 'tok_ok')).version, 3);
  assert.is(proxy.lost(), 4);
  await client.close();
  await proxy.close();
});

nats('the server away: at the first, and midway', async ({ way }) => {
  const show_id = way.freshShow();
  const client = way.client();
  await client.seats(show_id);
  await way.server.stop('SIGKILL');
  const late = way.client();
  for (const each of [client, late]) {
    const away = await rejectionOf(each.seats(show_id, { deadline_ms: 300 }));
    assert.instance(away, ConnectionError);
  }
  const waiting = [client, late].map((each) => each.session().reserve(show_id, { count: 1 }));
  await way.server.start();
  const bookings = await Promise.all(waiting);
  assert.is(new Set(bookings.map(({ booking_id }) => booking_id)).size, 2);
});

nats('nobody there to sell is `unavailable`; nobody who answers is a `TimeoutError`', async ({ way }) => {
  const empty = await startNatsServer(WITH_MAPPING);
  const client = openNatsClient({ servers: [empty.url] });
  const refusal = await refusalOf(client.seats(way.freshShow(), { deadline_ms: 500 }));
  assert.equal([refusal.code, refusal.status], ['unavailable', 503]);
  await client.close();
  await empty.close();

  const silent = await startNatsServer(WITHOUT_MAPPING);
  const listener = await connect({ servers: silent.url });
  listener.subscribe('boxoffice.show.*.*', { callback: () => {} });
  await listener.flush();
  const asking = openNatsClient({ servers: silent.url, timeout_ms: 100, deadline_ms: 300 });
  assert.instance(await rejectionOf(asking.seats(way.freshShow())), TimeoutError);
  await Promise.all([asking.close(), listener.close()]);
  await silent.close();
});

nats('an API key goes along', async ({ way }) => {
  const key = way.box_office.api_keys.add('frontend', 1_000);
  const show_id = way.freshShow();
  const known = openNatsClient({ servers: way.server.url, api_key: key });
  await known.seats(show_id);
  await known.close();
  const unknown = openNatsClient({ servers: way.server.url, api_key: 'made-up' });
  assert.is((await refusalOf(unknown.seats(show_id))).code, 'unknown_api_key');
  await unknown.close();
  assert.throws(() => openNatsClient({ servers: way.server.url, api_key: 'two\nlines' }), RangeError);
});

nats('a loop over seats reads them again when the connection is back', async ({ way }) => {
  const proxy = await openLosingProxy(way.server.port);
  const client = openNatsClient({ servers: proxy.url });
  const show_id = way.freshShow();
  const buyer = way.client().session();
  for await (const news of client.followSeats(show_id)) {
    if (news.version === 0) {
      // The event is lost together with the connection.
      proxy.lose('"seats":[{"seat_id":"A-1"', 1);
      await buyer.reserve(show_id, { seats: ['A-1'] });
    }
    if (statusOf(news, 'A-1') === 'reserved') break;
  }
  assert.is(proxy.lost(), 1);
  await client.close();
  await proxy.close();
});

nats('whoever may not hear events still gets the map, and learns that it has changed', async ({ way }) => {
  await way.server.stop();
  await way.server.start(`${WITH_MAPPING}
    authorization { users = [
      { user: engine, password: engine }
      { user: frontend, password: frontend, permissions: {
        publish: ["boxoffice.show.*.*", "boxoffice.p.*.show.*.*"], subscribe: ["_INBOX.>", "boxoffice.newest.*"] } }
    ] }
    no_auth_user: engine`);
  const credentials = { type: 'password', user: 'frontend', password: 'frontend' } as const;
  const client = openNatsClient({ servers: way.server.url, credentials });
  const show_id = way.freshShow();
  const session = client.session();
  for await (const news of client.followSeats(show_id)) {
    if (statusOf(news, 'A-1') === 'reserved') break;
    await session.reserve(show_id, { seats: ['A-1'] });
  }
  await client.close();
});

nats.run();
