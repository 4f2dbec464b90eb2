import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ADMIN_TOKEN, type BoxOffice, drawSession, openBoxOffice, send } from './box-office.ts';
import { at } from './stage.ts';

const oversight = suite<{ box_office: BoxOffice }>('what the operator looks at');

oversight.before(async (context) => {
  context.box_office = await openBoxOffice({ shows: 2 });
});
oversight.after(({ box_office }) => box_office.close());

const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
const UNKNOWN_SHOW = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

oversight('is for the operator alone', async ({ box_office }) => {
  for (const path of ['/v1/admin/overview', `/v1/admin/shows/${box_office.shows[0]}/timeline`]) {
    for (const wrong of [{}, { authorization: 'Bearer guess' }, { authorization: ADMIN_TOKEN }]) {
      const refused = await send(box_office, 'GET', path, { headers: wrong });
      assert.equal([refused.status, at(refused, 'code')], [401, 'admin_token_required']);
    }
  }
});

oversight('names each show, and counts what was sold and answered', async ({ box_office }) => {
  const show_id = box_office.shows[0] ?? '';
  const session_id = drawSession();
  const reserved = await send(box_office, 'POST', `/v1/shows/${show_id}/bookings`, {
    body: { session_id, seats: ['A-1', 'E-1'] },
  });
  const path = `/v1/shows/${show_id}/bookings/${at(reserved, 'booking', 'booking_id')}`;
  await send(box_office, 'POST', `${path}/payment`, { body: { session_id, payment_token: 'tok_ok' } });

  const overview = await send(box_office, 'GET', '/v1/admin/overview', { headers });
  assert.is(overview.headers.get('cache-control'), 'no-store');
  assert.equal(
    [
      at(overview, 'shows', 0, 'show_id'),
      at(overview, 'shows', 0, 'cinema'),
      at(overview, 'shows', 0, 'city'),
    ],
    [show_id, 'Cine Belas Artes', 'São Paulo'],
  );
  assert.is(Number(at(overview, 'engines', 0, 'seats_sold_total')), 2);
  assert.ok(Number(at(overview, 'engines', 0, 'commits_total')) >= 3);
  assert.ok(Number(at(overview, 'engines', 0, 'latency', 'p99_ms')) > 0);
  assert.ok(Number(at(overview, 'gateway', 'requests_total')) >= 2);

  await send(box_office, 'DELETE', path, { headers: { 'x-session-id': session_id } });
  const later = await send(box_office, 'GET', '/v1/admin/overview', { headers });
  assert.is(Number(at(later, 'shows', 0, 'seats', 'booked')), 0);
  assert.is(Number(at(later, 'engines', 0, 'seats_sold_total')), 2);
});

oversight('does not count the wait for news among the latencies', async ({ box_office }) => {
  const show_id = box_office.shows[1] ?? '';
  const session_id = drawSession();
  const reserved = await send(box_office, 'POST', `/v1/shows/${show_id}/bookings`, {
    body: { session_id, seats: ['A-1'] },
  });
  const booking_id = at(reserved, 'booking', 'booking_id');
  const before = await send(box_office, 'GET', '/v1/admin/overview', { headers });
  const path = `/v1/shows/${show_id}/bookings/${booking_id}?wait_s=2&after=${at(reserved, 'booking', 'version')}`;
  await send(box_office, 'GET', path, { headers: { 'x-session-id': session_id } });
  const after = await send(box_office, 'GET', '/v1/admin/overview', { headers });
  assert.ok(Number(at(after, 'gateway', 'latency', 'p99_ms')) < 2_000);
  assert.ok(Number(at(after, 'gateway', 'requests_total')) > Number(at(before, 'gateway', 'requests_total')));
});

oversight('has no history where the log is in memory', async ({ box_office }) => {
  const path = `/v1/admin/shows/${UNKNOWN_SHOW}/timeline`;
  assert.is((await send(box_office, 'GET', path, { headers })).status, 503);
});

oversight.run();
