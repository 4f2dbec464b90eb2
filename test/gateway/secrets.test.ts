import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ADMIN_TOKEN, openBoxOffice, send } from './box-office.ts';
import { openStage } from './stage.ts';

const secrets = suite('secrets and pages');

secrets('no session, token or key is ever logged, whatever goes wrong', async () => {
  let logged = '';
  const logger = pino(
    { level: 'trace' },
    new Writable({
      write(chunk, _encoding, done) {
        logged += chunk;
        done();
      },
    }),
  );
  let is_broken = false;
  const stage = await openStage({
    gateway: { logger },
    aroundRouting: (routing) => ({
      ...routing,
      ask: (request) => (is_broken ? Promise.reject(new Error('broken on purpose')) : routing.ask(request)),
    }),
  });
  const { box_office, freshShow, holder } = stage;
  const key = box_office.api_keys.add('partner', 1_000);
  const show = freshShow();
  const { visitor, booking } = await holder(show, { count: 1 });
  await visitor.ask('POST', `${booking}/payment`, { body: { payment_token: 'tok_declined' } });
  for (const broken of [false, true]) {
    is_broken = broken;
    await visitor.ask('GET', booking, { headers: { 'x-api-key': key } });
    await visitor.ask('POST', `${booking}/payment`, {
      body: { payment_token: 'tok_secret' },
      key: 'key_secret',
    });
    await visitor.ask('POST', `${show.replace('/v1/', '/v1/admin/')}/cancel`, { as_operator: true });
    await send(box_office, 'GET', `${booking}?session_id=${visitor.session_id}`);
    await send(box_office, 'GET', `/nothing/${visitor.session_id}`);
    await send(box_office, 'POST', `${show}/bookings`, { body: `{"session_id":"${visitor.session_id}"` });
  }
  await box_office.close();
  assert.match(logged, 'broken on purpose', 'errors of our own are logged');
  for (const secret of [visitor.session_id, key, ADMIN_TOKEN, 'tok_secret', 'key_secret', 'tok_declined']) {
    assert.not.match(logged, secret);
  }
});

secrets('without a token nobody is operator', async () => {
  const { box_office, freshShow, visitor } = await openStage({ gateway: { admin_token: null } });
  const admin = freshShow().replace('/v1/', '/v1/admin/');
  for (const authorization of ['Bearer ', 'Bearer null', 'Bearer undefined', `Bearer ${ADMIN_TOKEN}`]) {
    const answer = await visitor().ask('POST', `${admin}/cancel`, { headers: { authorization } });
    assert.is(answer.status, 403);
  }
  await box_office.close();
});

secrets('the page is served with a strict policy, and nothing beside it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'boxoffice-page-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>boxoffice</title>');
  writeFileSync(join(folder, 'main.js'), '');
  const box_office = await openBoxOffice({ gateway: { page_folder: folder } });
  const page = await send(box_office, 'GET', '/');
  assert.is(page.status, 200);
  assert.match(String(page.body), '<title>boxoffice</title>');
  const policy = page.headers.get('content-security-policy') ?? '';
  assert.match(policy, "default-src 'none'; script-src 'self'; style-src 'self';");
  assert.match(policy, "frame-ancestors 'none'");
  assert.not.match(policy, 'unsafe');
  assert.match((await send(box_office, 'GET', '/main.js')).headers.get('content-type') ?? '', 'javascript');
  for (const path of ['/nothing.html', '/%2e%2e/%2e%2e/etc/passwd', '/.hidden', '/v1/nothing']) {
    const answer = await send(box_office, 'GET', path);
    assert.is(answer.status, 404, path);
    assert.is(Object(answer.body).code, 'unknown_route', path);
  }
  assert.is((await send(box_office, 'POST', '/')).status, 404);
  await box_office.close();
  rmSync(folder, { recursive: true });
});

secrets.run();
