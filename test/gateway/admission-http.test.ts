import { once } from 'node:events';
import { connect } from 'node:net';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createRequestClasses } from '../../src/gateway/http/request-classes.ts';
import { createServer } from '../../src/gateway/http/server.ts';
import type { Routing } from '../../src/routing/routing.ts';
import { send } from './box-office.ts';
import { assertRefused, at, openStage } from './stage.ts';

const http = suite('admission over HTTP');

http('each request has the class of its route, however its path is written', () => {
  const classes = createRequestClasses();
  const app = createServer({ logger: null });
  classes.learn(app);
  const routes = [
    ['GET', '/v1/cities', 'listing'],
    ['GET', '/v1/shows/:show_id', 'listing'],
    ['GET', '/v1/shows/:show_id/seats', 'seat_map'],
    ['POST', '/v1/shows/:show_id/bookings', 'reserve'],
    ['POST', '/v1/shows/:show_id/waiting', 'join'],
  ] as const;
  for (const [method, url, admission] of routes) {
    app.route({ method, url, config: { admission }, handler: async () => ({}) });
  }
  app.route({ method: 'GET', url: '/v1/bookings', handler: async () => ({}) });

  const classOf = (method: string, url: string) => classes.of(method, url)?.admission_class ?? null;
  assert.is(classOf('GET', '/v1/cities?name=a%20b'), 'listing');
  assert.is(classOf('HEAD', '/v1/cities'), 'listing');
  assert.is(classOf('GET', '/v1/shows/S'), 'listing');
  assert.equal(classes.of('GET', '/v1/shows/S/seats'), { admission_class: 'seat_map', about: 'S' });
  assert.is(classOf('GET', '/v1/shows/S/%73eats?x'), 'seat_map');
  assert.is(classOf('GET', '/v1/shows/%E0%A4%A/seats'), 'seat_map');
  assert.is(classOf('GET', '/v1/shows/a%2Fb/seats'), 'seat_map');
  assert.is(classOf('GET', '/v1/cities#name=a'), 'listing');
  assert.is(classOf('GET', '/v1/cities#?name=a'), 'listing');
  assert.is(classOf('GET', 'HTTP://box.example:80/v1/cities?name=a'), 'listing');
  assert.equal(classes.of('POST', '/v1/shows/S/bookings'), { admission_class: 'reserve', about: 'S' });
  assert.equal(classes.of('POST', '/v1/shows/S/waiting'), { admission_class: 'join', about: 'S' });
  for (const [method, url] of [
    ['GET', '/v1/bookings'],
    ['POST', '/v1/shows/S/bookings/B/payment'],
    ['DELETE', '/v1/shows/S/waiting'],
    ['GET', '/v1/shows/S/bookings'],
    ['GET', '/'],
  ] as const) {
    assert.is(classOf(method, url), null, `${method} ${url}`);
  }
});

http('the router reads no path that admission does not', async () => {
  const app = createServer({ logger: null });
  const classes = createRequestClasses();
  classes.learn(app);
  let is_found = false;
  app.route({
    method: 'GET',
    url: '/v1/shows/:show_id/seats',
    config: { admission: 'seat_map' },
    handler: async () => {
      is_found = true;
      return {};
    },
  });
  const { hostname, port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  const found = new Set<boolean>();
  for (const origin of ['', 'http://box.example', 'HTTPS://user@box.example:80']) {
    for (const path of [
      '/v1/shows/S/seats',
      '/v1/shows/%53/s%65ats',
      '/v1/shows/a%2Fb/seats',
      '//v1/shows/S/seats',
    ]) {
      for (const end of ['', '/', '?', '#', '?a=b#c', '#c?a=b', ';a=b', '%3Fa', '%23a', '%zz', '%25']) {
        is_found = false;
        const socket = connect({ host: hostname, port: Number(port) });
        socket.end(`GET ${origin}${path}${end} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
        for await (const _ of socket);
        if (is_found)
          assert.ok(classes.of('GET', `${origin}${path}${end}`) !== null, `${origin}${path}${end}`);
        found.add(is_found);
      }
    }
  }
  assert.is(found.size, 2);
  await app.close();
});

http('shows that do not answer: reserving and joining are refused, and nothing that one has', async () => {
  let requests_pending = 0;
  const aroundRouting = (routing: Routing): Routing => ({
    ...routing,
    state: () => ({ ...routing.state(), requests_pending }),
  });
  const { box_office, freshShow, holder, visitor } = await openStage({ aroundRouting });
  const show = freshShow();
  const holders = [];
  for (let held = 0; held < 5; held += 1) holders.push(await holder(show, { count: 10 }));
  const waiter = visitor();
  const joined = await waiter.ask('POST', `${show}/waiting`, { body: { count: 1 } });
  const place = `${show}/waiting/${at(joined, 'waiting', 'waiting_id')}`;
  const [payer, releaser] = holders;
  if (payer === undefined || releaser === undefined) return assert.unreachable();

  requests_pending = 1_000_000;
  const guest = visitor();
  for (const [path, body] of [
    [`${show}/bookings`, { seats: ['A-1'] }],
    [`${show}/waiting`, { count: 1 }],
  ] as const) {
    const answer = await guest.ask('POST', path, { body });
    assertRefused(answer, 503, 'overloaded');
    assert.match(answer.headers.get('retry-after') ?? '', /^([1-9]|10)$/);
    assert.is(at(answer, 'retry_after_s'), answer.headers.get('retry-after'));
    assert.is(answer.headers.get('content-type'), 'application/problem+json');
    assert.is(answer.headers.get('cache-control'), 'no-store');
    assert.is(answer.headers.get('x-content-type-options'), 'nosniff');
  }
  assert.is((await guest.ask('GET', '/v1/cities')).status, 200);
  assert.is((await guest.ask('GET', `${show}/seats`)).status, 200);
  const paid = await payer.visitor.ask('POST', `${payer.booking}/payment`, {
    body: { payment_token: 'tok_ok' },
  });
  assert.is(paid.status, 200);
  assert.is((await releaser.visitor.ask('DELETE', releaser.booking)).status, 200);
  assert.is(at(await waiter.ask('GET', place), 'waiting', 'status'), 'served');
  assert.is((await waiter.ask('DELETE', place)).status, 200);

  requests_pending = 0;
  assert.is((await guest.ask('POST', `${show}/bookings`, { body: { count: 1 } })).status, 201);
  await box_office.close();
});

http('a connection outlives a refusal, and the body that nobody read', async () => {
  let requests_pending = 1_000_000;
  const aroundRouting = (routing: Routing): Routing => ({
    ...routing,
    state: () => ({ ...routing.state(), requests_pending }),
  });
  const { box_office, freshShow } = await openStage({ aroundRouting });
  const { hostname, port } = new URL(box_office.url);
  const socket = connect({ host: hostname, port: Number(port) }).setEncoding('utf8');
  let told = '';
  socket.on('data', (text) => {
    told += text;
  });
  const body = JSON.stringify({ session_id: 'a-session-of-its-own', count: 1 });
  const request = `POST ${freshShow()}/bookings HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const untilTold = async (what: RegExp): Promise<void> => {
    while (!what.test(told)) await new Promise((resolve) => socket.once('data', resolve));
  };
  socket.write(request);
  await untilTold(/HTTP\/1\.1 503 .*"retry_after_s":\d+\}$/s);
  requests_pending = 0;
  told = '';
  socket.write(request);
  await untilTold(/HTTP\/1\.1 201 .*\}$/s);
  socket.destroy();
  await box_office.close();
});

http('a large body that nobody read is no matter to the request after it', async () => {
  const aroundRouting = (routing: Routing): Routing => ({
    ...routing,
    state: () => ({ ...routing.state(), requests_pending: 1_000_000 }),
  });
  const { box_office, freshShow } = await openStage({ aroundRouting });
  const { hostname, port } = new URL(box_office.url);
  const socket = connect({ host: hostname, port: Number(port) }).setEncoding('utf8');
  const body = 'x'.repeat(3_000_000);
  socket.write(
    `POST ${freshShow()}/bookings HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  let told = '';
  for await (const text of socket) told += text;
  assert.equal(told.match(/HTTP\/1\.1 \d+/g), ['HTTP/1.1 503', 'HTTP/1.1 200']);
  await box_office.close();
});

http('a body that comes while its request stands in the line is read', async () => {
  let requests_pending = 1_000_000;
  const aroundRouting = (routing: Routing): Routing => ({
    ...routing,
    state: () => ({ ...routing.state(), requests_pending }),
  });
  const { box_office, freshShow } = await openStage({ aroundRouting });
  const { hostname, port } = new URL(box_office.url);
  const socket = connect({ host: hostname, port: Number(port) }).setEncoding('utf8');
  const body = JSON.stringify({ session_id: 'a-session-of-its-own', count: 1 });
  const seen = once(box_office.app.server, 'request');
  socket.write(
    `POST ${freshShow()}/bookings HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body.slice(0, 9)}`,
  );
  await seen;
  socket.write(body.slice(9));
  requests_pending = 0;
  let told = '';
  for await (const text of socket) told += text;
  assert.match(told, /^HTTP\/1\.1 201 /);
  await box_office.close();
});

http('whoever is gone is not refused, pipelined or not', async () => {
  const aroundRouting = (routing: Routing): Routing => ({
    ...routing,
    state: () => ({ ...routing.state(), requests_pending: 1_000_000 }),
  });
  const { box_office, freshShow, visitor } = await openStage({ aroundRouting });
  const { hostname, port } = new URL(box_office.url);
  const path = `${freshShow()}/bookings`;
  const request = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`;
  const socket = connect({ host: hostname, port: Number(port) });
  const seen = once(box_office.app.server, 'request');
  socket.write(request + request + request);
  await seen;
  socket.destroy();
  assertRefused(await visitor().ask('POST', path, { body: { count: 1 } }), 503, 'overloaded');
  const { body } = await send(box_office, 'GET', '/metrics');
  assert.match(String(body), /^boxoffice_refused_total\{class="reserve"\} 1$/m);
  await box_office.close();
});

http.run();
