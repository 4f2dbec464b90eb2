import { connect } from 'node:net';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type BoxOffice, send } from './box-office.ts';
import { assertRefused, at, openStage, type Stage, valueAt } from './stage.ts';

const http = suite<Stage>('conduct over HTTP');

http.before(async (stage) => void Object.assign(stage, await openStage()));
http.after(async ({ box_office }) => box_office.close());

/** Sends bytes as they are, and resolves with all that comes back until the service hangs up. */
function sendBytes(box_office: BoxOffice, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(box_office.url).port), '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
    });
    socket.on('close', () => resolve(answer)).on('error', reject);
    socket.end(bytes);
  });
}

http('there is nothing at other addresses', async ({ box_office, freshShow }) => {
  const paths = [
    '/v1',
    '/v2/cities',
    '/v1/cities/',
    '/V1/cities',
    '/nothing',
    `${freshShow()}/nothing`,
    '/..%2f..',
  ];
  for (const path of paths) assertRefused(await send(box_office, 'GET', path), 404, 'unknown_route');
  assertRefused(await send(box_office, 'POST', '/v1/nothing', { body: '{' }), 404, 'unknown_route');
});

http(
  'other methods than those of a route are refused, and the right ones named',
  async ({ box_office, freshShow }) => {
    const show = freshShow();
    const wrong = [
      ['POST', '/v1/cities', 'GET, HEAD'],
      ['DELETE', `${show}/bookings`, 'POST'],
      ['GET', `${show}/bookings`, 'POST'],
      ['PUT', `${show}/waiting`, 'POST'],
      ['PATCH', `${show}/seats`, 'GET, HEAD'],
      ['HEAD', `${show}/stream`, 'GET'],
      ['POST', '/healthz', 'GET, HEAD'],
    ] as const;
    for (const [method, path, allowed] of wrong) {
      const answer = await send(box_office, method, path);
      assert.is(answer.status, 405, `${method} ${path}`);
      assert.is(answer.headers.get('allow'), allowed);
      if (method !== 'HEAD') assert.is(at(answer, 'code'), 'method_not_allowed');
    }
  },
);

http('an answer that would not be understood is not given', async ({ box_office, freshShow, visitor }) => {
  const show = freshShow();
  const asking = (path: string, accept: string) => send(box_office, 'GET', path, { headers: { accept } });
  for (const accept of ['text/html', 'image/*', 'application/json;q=0', 'application/xml, text/*']) {
    assertRefused(await asking('/v1/cities', accept), 406, 'not_acceptable');
  }
  assertRefused(await asking(`${show}/stream`, 'application/json'), 406, 'not_acceptable');
  for (const accept of ['*/*', 'application/*', 'text/html, */*;q=0.1', 'Application/JSON; charset=utf-8']) {
    assert.is((await asking('/v1/cities', accept)).status, 200, accept);
  }
  const refused = await visitor().ask('POST', `${show}/bookings`, {
    body: { count: 1 },
    headers: { accept: 'text/html' },
  });
  assertRefused(refused, 406, 'not_acceptable');
});

http('what is not even HTTP gets a problem document as well', async ({ box_office }) => {
  const garbage = await sendBytes(box_office, 'HELLO\r\n\r\n');
  assert.match(garbage, /^HTTP\/1\.1 400 .*"code":"bad_request"/s);
  const headers = await sendBytes(
    box_office,
    `GET /v1/cities HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`,
  );
  assert.match(headers, /^HTTP\/1\.1 431 .*"code":"headers_too_large"/s);
  const smuggled = await sendBytes(
    box_office,
    'POST /v1/cities HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
  );
  assert.match(smuggled, /^HTTP\/1\.1 400 /);
});

http('a body of more than 16 kB is refused before it is read', async ({ box_office, freshShow }) => {
  const body = JSON.stringify({ session_id: 'x'.repeat(17_000) });
  const refused = await send(box_office, 'POST', `${freshShow()}/bookings`, { body });
  assertRefused(refused, 413, 'payload_too_large');
});

http('the seat map is sent again only where it has changed', async ({ freshShow, holder, visitor }) => {
  const show = freshShow();
  const guest = visitor();
  const first = await guest.ask('GET', `${show}/seats`);
  const etag = first.headers.get('etag') ?? '';
  assert.is(first.headers.get('cache-control'), 'no-cache');
  const asking = (if_none_match: string) =>
    guest.ask('GET', `${show}/seats`, { headers: { 'if-none-match': if_none_match } });
  for (const tags of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
    const unchanged = await asking(tags);
    assert.equal([unchanged.status, unchanged.body], [304, ''], tags);
  }
  await holder(show, { count: 1 });
  const changed = await asking(etag);
  assert.is(changed.status, 200);
  assert.is.not(changed.headers.get('etag'), etag);
});

http(
  'answers cannot be mistaken for something else, pages load nothing from elsewhere',
  async ({ box_office }) => {
    for (const path of ['/v1/cities', '/healthz', '/docs/', '/nothing', '/v1/bookings']) {
      const answer = await send(box_office, 'GET', path);
      assert.is(answer.headers.get('x-content-type-options'), 'nosniff', path);
      assert.is(answer.headers.get('access-control-allow-origin'), null, path);
    }
    const docs = await send(box_office, 'GET', '/docs/');
    assert.is(docs.status, 200);
    assert.match(docs.headers.get('content-security-policy') ?? '', /default-src 'none'; script-src 'self';/);
    assert.not.match(String(docs.body), /(src|href)="(https?:)?\/\//);
  },
);

http(
  'health, readiness, figures, the documentation, and every code explained',
  async ({ box_office, visitor }) => {
    assert.equal((await send(box_office, 'GET', '/healthz')).body, { status: 'ok' });
    assert.equal((await send(box_office, 'GET', '/readyz')).body, { status: 'ready' });
    await visitor().ask('GET', '/v1/cities');
    const figures = String((await send(box_office, 'GET', '/metrics')).body);
    for (const figure of [
      /^boxoffice_http_request_duration_seconds_count\{method="GET",route="\/v1\/cities",status="200"\} [1-9]/m,
      /^boxoffice_catalogue_size\{of="shows"\} 30$/m,
      /^boxoffice_steps_total \d+$/m,
      /^boxoffice_payments_captured_total \d+$/m,
      /^boxoffice_payments_refunded_total \d+$/m,
      /^boxoffice_log_available 1$/m,
      /^nodejs_eventloop_lag_seconds /m,
    ]) {
      assert.match(figures, figure);
    }
    const refused = await visitor().ask('GET', '/v1/cities?page=0');
    const explained = await send(box_office, 'GET', at(refused, 'type'));
    assert.is(at(explained, 'code'), 'invalid_request');
    const all = await send(box_office, 'GET', '/problems');
    assert.ok(Object(all.body).problems.length > 30);
    assert.is(valueAt(await send(box_office, 'GET', '/openapi.json'), 'openapi'), '3.1.0');
  },
);

http.run();
