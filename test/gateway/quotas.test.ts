import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openApiKeys } from '../../src/gateway/quota/api-keys.ts';
import { type BoxOffice, type HttpAnswer, openBoxOffice, send } from './box-office.ts';
import { assertRefused } from './stage.ts';

const ANONYMOUS_RPS = 5;

const quotas = suite<{ box_office: BoxOffice }>('quotas');

quotas.before(async (context) => {
  context.box_office = await openBoxOffice({ gateway: { anonymous_rps: ANONYMOUS_RPS, trust_proxy: true } });
});
quotas.after(async ({ box_office }) => box_office.close());

/** Sends requests all at once; a second has at most two windows, so at most twice the quota can get through. */
async function burst(
  box_office: BoxOffice,
  count: number,
  headers: Record<string, string>,
): Promise<HttpAnswer[]> {
  return Promise.all(Array.from({ length: count }, () => send(box_office, 'GET', '/v1/cities', { headers })));
}

const countOf = (answers: readonly HttpAnswer[], status: number): number =>
  answers.filter((answer) => answer.status === status).length;

quotas('callers without a key share the quota of their address', async ({ box_office }) => {
  const answers = await burst(box_office, 20, { 'x-forwarded-for': '192.0.2.1' });
  const passed = countOf(answers, 200);
  assert.ok(passed >= ANONYMOUS_RPS && passed < 20, `${passed} of 20 passed`);
  assert.is(countOf(answers, 429), 20 - passed);
  const refused = answers.find(({ status }) => status === 429);
  if (refused === undefined) return assert.unreachable();
  assertRefused(refused, 429, 'rate_limited');
  assert.is(refused.headers.get('retry-after'), '1');
  assert.is(
    (await send(box_office, 'GET', '/v1/cities', { headers: { 'x-forwarded-for': '192.0.2.2' } })).status,
    200,
  );
});

quotas('whoever has an IPv6 network counts as one', async ({ box_office }) => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      send(box_office, 'GET', '/v1/cities', { headers: { 'x-forwarded-for': `2001:db8:1:2::${index + 1}` } }),
    ),
  );
  assert.ok(countOf(answers, 429) > 0);
  const neighbour = { headers: { 'x-forwarded-for': '2001:db8:1:3::1' } };
  assert.is((await send(box_office, 'GET', '/v1/cities', neighbour)).status, 200);
});

quotas('a key has a quota of its own, and an unknown one none at all', async ({ box_office }) => {
  const key = box_office.api_keys.add('partner', 1_000);
  assert.is(countOf(await burst(box_office, 50, { 'x-api-key': key }), 200), 50);
  const unknown = await send(box_office, 'GET', '/v1/cities', {
    headers: { 'x-api-key': 'guess', 'x-forwarded-for': '192.0.2.3' },
  });
  assertRefused(unknown, 401, 'unknown_api_key');
  const guesses = await burst(box_office, 40, { 'x-api-key': 'guess', 'x-forwarded-for': '192.0.2.3' });
  assert.ok(countOf(guesses, 429) > 0, 'guesses count for the address');
  assert.is(countOf(guesses, 200), 0);
});

quotas('health and figures are not counted', async ({ box_office }) => {
  const headers = { 'x-forwarded-for': '192.0.2.4' };
  for (let sent = 0; sent < 4 * ANONYMOUS_RPS; sent += 1) {
    assert.is((await send(box_office, 'GET', '/healthz', { headers })).status, 200);
  }
});

quotas('keys that another process adds and removes count without a restart', async ({ box_office }) => {
  const elsewhere = openApiKeys(box_office.folder);
  const key = elsewhere.add('newcomer', 1_000);
  const answerTo = (): Promise<number> =>
    send(box_office, 'GET', '/v1/cities', { headers: { 'x-api-key': key } }).then(({ status }) => status);
  while ((await answerTo()) !== 200) await sleep(300);
  assert.ok(elsewhere.remove('newcomer'));
  elsewhere.close();
  while ((await answerTo()) === 200) await sleep(300);
});

quotas.run();
