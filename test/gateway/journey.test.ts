import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawSession, openBoxOffice, send } from './box-office.ts';

const journey = suite('journey');
journey('x', async () => {
  const box = await openBoxOffice();
  try {
    const s = drawSession();
    const show = box.shows[0];
    const print = (a: unknown) => console.log(JSON.stringify(a).slice(0, 400));
    print(await send(box, 'GET', '/v1/cities'));
    print(await send(box, 'GET', `/v1/cities/${box.city_id}/movies`));
    print(await send(box, 'GET', `/v1/search?keyword=metro&city=sao`));
    print(await send(box, 'GET', `/v1/shows/${show}`));
    print(await send(box, 'GET', `/v1/shows/${show}/seats`));
    const r = await send(box, 'POST', `/v1/shows/${show}/bookings`, { body: { session_id: s, count: 3 } });
    print(r);
    print(await send(box, 'GET', `/v1/shows/${show}/seats`));
    const id = Reflect.get(Object(Reflect.get(Object(r.body), 'booking')), 'booking_id');
    print(
      await send(box, 'POST', `/v1/shows/${show}/bookings/${id}/payment`, {
        body: { session_id: s, payment_token: 'tok_declined' },
      }),
    );
    print(
      await send(box, 'POST', `/v1/shows/${show}/bookings/${id}/payment`, {
        body: { session_id: s, payment_token: 'tok_ok' },
      }),
    );
    print(await send(box, 'GET', `/v1/bookings`, { headers: { 'x-session-id': s } }));
    print(await send(box, 'DELETE', `/v1/shows/${show}/bookings/${id}`, { headers: { 'x-session-id': s } }));
    print(await send(box, 'POST', `/v1/shows/${show}/waiting`, { body: { session_id: s, count: 3 } }));
    print(await send(box, 'PUT', `/v1/shows/${show}/waiting`, { body: { session_id: s, count: 3 } }));
    print(await send(box, 'GET', `/v1/nonsense`));
    print(await send(box, 'GET', `/docs`));
    print(await send(box, 'GET', `/docs/`));
    print(await send(box, 'GET', `/openapi.json`));
    print(await send(box, 'GET', `/readyz`));
    print((await send(box, 'GET', `/metrics`)).body?.toString().slice(-1500));
    print(
      await send(box, 'POST', `/v1/admin/shows/${show}/cancel`, {
        headers: { authorization: 'Bearer the-operator-of-the-tests' },
      }),
    );
    print(
      await send(box, 'POST', `/v1/shows/${show}/bookings`, {
        body: { session_id: 'x', seats: ['A-1', 1], foo: 1 },
      }),
    );
    print(await send(box, 'POST', `/v1/shows/${show}/bookings`, { body: { session_id: s, type: 'x' } }));
    print(await send(box, 'POST', `/v1/shows/${show}/bookings`, { body: Buffer.from([0x7b, 0xff, 0x7d]) }));
    assert.ok(true);
  } finally {
    await box.close();
  }
});
journey.run();
