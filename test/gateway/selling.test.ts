import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertRefused, at, openStage, type Stage, valueAt } from './stage.ts';

const selling = suite<Stage>('selling over HTTP');

selling.before(
  async (stage) => void Object.assign(stage, await openStage({ gateway: { payment_wait_ms: 300 } })),
);
selling.after(async ({ box_office }) => box_office.close());

const statusOf = (seats: unknown, seat_id: string): unknown =>
  Object(seats).seats.find((seat: { seat_id: string }) => seat.seat_id === seat_id)?.status;

selling('reserve, be refused by name, pay, and see it on the map', async ({ freshShow, visitor }) => {
  const show = freshShow();
  const [one, other] = [visitor(), visitor()];
  const reserved = await one.ask('POST', `${show}/bookings`, { body: { seats: ['A-1', 'A-2', 'E-3'] } });
  assert.is(reserved.status, 201);
  assert.is(at(reserved, 'booking', 'status'), 'reserved');
  assert.equal(valueAt(reserved, 'booking', 'total'), { amount: 2 * 3_000 + 4_500, currency: 'BRL' });
  assert.is(valueAt(reserved, 'booking', 'payment'), null);
  const booking = `${show}/bookings/${at(reserved, 'booking', 'booking_id')}`;
  assert.is(reserved.headers.get('location'), booking);
  assert.is(reserved.headers.get('cache-control'), 'no-store');
  const left_ms = Date.parse(at(reserved, 'booking', 'expires_at')) - Date.now();
  assert.ok(left_ms > 290_000 && left_ms <= 300_000, `${left_ms} ms to pay`);

  const refused = await other.ask('POST', `${show}/bookings`, { body: { seats: ['A-2', 'A-3'] } });
  assertRefused(refused, 409, 'retry');
  assert.equal([valueAt(refused, 'reason'), valueAt(refused, 'seats')], ['held', ['A-2']]);

  const paid = await one.ask('POST', `${booking}/payment`, { body: { payment_token: 'tok_ok' } });
  assert.is(paid.status, 200);
  assert.is(at(paid, 'booking', 'status'), 'booked');
  assert.is(at(paid, 'booking', 'payment', 'status'), 'captured');

  const map = await other.ask('GET', `${show}/seats`);
  assert.equal([statusOf(map.body, 'A-2'), statusOf(map.body, 'A-3')], ['booked', 'available']);
  assertRefused(
    await other.ask('POST', `${show}/bookings`, { body: { seats: ['A-2'] } }),
    409,
    'seat_unavailable',
  );
});

selling(
  'the best seats together, of a type, and of the right movie',
  async ({ freshShow, visitor, box_office }) => {
    const show = freshShow();
    const premium = await visitor().ask('POST', `${show}/bookings`, { body: { count: 4, type: 'premium' } });
    assert.is(premium.status, 201);
    assert.equal(
      [0, 1, 2, 3].map((index) => at(premium, 'booking', 'seats', index, 'row')),
      ['E', 'E', 'E', 'E'],
    );
    const movie_id = box_office.movie_id;
    const right = await visitor().ask('POST', `${show}/bookings`, { body: { count: 1, movie_id } });
    assert.is(right.status, 201);
  },
);

selling('requests that no show like this can fulfil', async ({ freshShow, visitor, box_office }) => {
  const show = freshShow();
  const somebody = visitor();
  const refusal = (body: object) => somebody.ask('POST', `${show}/bookings`, { body });
  const unknown = await refusal({ seats: ['A-1', 'Z-99'] });
  assertRefused(unknown, 422, 'unknown_seat');
  assert.equal(valueAt(unknown, 'seats'), ['Z-99']);
  assertRefused(await refusal({ seats: ['A-1', 'A-1'] }), 422, 'duplicate_seat');
  assertRefused(await refusal({ count: 1, type: 'throne' }), 422, 'unknown_seat_type');
  assertRefused(await refusal({ count: 1, movie_id: box_office.shows[0] }), 422, 'wrong_movie');
  await refusal({ count: 8 });
  const too_many = await refusal({ count: 3 });
  assertRefused(too_many, 422, 'too_many_seats');
  assert.equal([valueAt(too_many, 'held'), valueAt(too_many, 'limit')], [8, 10]);
  const none = await somebody.ask('POST', `/v1/shows/${box_office.city_id}/bookings`, { body: { count: 1 } });
  assertRefused(none, 404, 'unknown_show');
});

selling('exchange seats, give them back, and find it all in the list', async ({ freshShow, holder }) => {
  const show = freshShow();
  const { visitor, booking, booking_id } = await holder(show, { seats: ['B-1', 'B-2'] });
  const changed = await visitor.ask('PUT', `${booking}/seats`, { body: { seats: ['B-2', 'B-3', 'B-4'] } });
  assert.is(changed.status, 200);
  assert.equal(
    [0, 1, 2].map((index) => at(changed, 'booking', 'seats', index, 'seat_id')),
    ['B-2', 'B-3', 'B-4'],
  );
  const mine = await visitor.ask('GET', '/v1/bookings');
  assert.is(at(mine, 'bookings', 0, 'booking_id'), booking_id);
  const released = await visitor.ask('DELETE', booking);
  assert.is(at(released, 'booking', 'status'), 'released');
  assertRefused(
    await visitor.ask('PUT', `${booking}/seats`, { body: { seats: ['B-2'] } }),
    409,
    'not_reserved',
  );
  assertRefused(
    await visitor.ask('POST', `${booking}/payment`, { body: { payment_token: 'tok_ok' } }),
    409,
    'not_reserved',
  );
});

selling('cancel what was booked: refunded, and its seats free', async ({ freshShow, holder }) => {
  const show = freshShow();
  const { visitor, booking } = await holder(show, { seats: ['C-5'] });
  await visitor.ask('POST', `${booking}/payment`, { body: { payment_token: 'tok_ok' } });
  const cancelled = await visitor.ask('DELETE', booking);
  assert.is(at(cancelled, 'booking', 'status'), 'cancelled');
  const version = at(cancelled, 'booking', 'version');
  const later =
    at(cancelled, 'booking', 'payment', 'status') === 'refunded'
      ? cancelled
      : await visitor.ask('GET', `${booking}?wait_s=10&after=${version}`);
  assert.is(at(later, 'booking', 'payment', 'status'), 'refunded');
  assert.is(statusOf((await visitor.ask('GET', `${show}/seats`)).body, 'C-5'), 'available');
});

selling('give back only what is reserved, cancel only what is booked', async ({ freshShow, holder }) => {
  const { visitor, booking } = await holder(freshShow(), { seats: ['C-5'] });
  assertRefused(await visitor.ask('DELETE', `${booking}?only=booked`), 409, 'not_booked');
  await visitor.ask('POST', `${booking}/payment`, { body: { payment_token: 'tok_ok' } });
  assertRefused(await visitor.ask('DELETE', `${booking}?only=reserved`), 409, 'not_reserved');
  assert.is(at(await visitor.ask('GET', booking), 'booking', 'status'), 'booked');
  assertRefused(await visitor.ask('DELETE', `${booking}?only=whatever`), 422, 'invalid_request');
  assert.is(at(await visitor.ask('DELETE', `${booking}?only=booked`), 'booking', 'status'), 'cancelled');
});

selling(
  'a declined payment leaves the reservation, and another may succeed',
  async ({ freshShow, holder }) => {
    const { visitor, booking } = await holder(freshShow(), { count: 2 });
    const declined = await visitor.ask('POST', `${booking}/payment`, {
      body: { payment_token: 'tok_declined' },
    });
    assertRefused(declined, 402, 'payment_declined');
    assert.equal(
      [valueAt(declined, 'reason'), valueAt(declined, 'booking', 'status')],
      ['card_declined', 'reserved'],
    );
    const paid = await visitor.ask('POST', `${booking}/payment`, { body: { payment_token: 'tok_ok' } });
    assert.is(paid.status, 200);
  },
);

selling(
  'a payment that takes longer than the answer is told by the booking',
  async ({ freshShow, holder }) => {
    const { visitor, booking } = await holder(freshShow(), { count: 2 });
    const paying = await visitor.ask('POST', `${booking}/payment`, {
      body: { payment_token: 'tok_unknown' },
    });
    assert.is(paying.status, 202);
    assert.is(paying.headers.get('retry-after'), '1');
    assert.is(at(paying, 'booking', 'payment', 'status'), 'in_flight');
    assertRefused(await visitor.ask('DELETE', booking), 409, 'payment_in_flight');
    let known = paying;
    while (at(known, 'booking', 'status') === 'reserved') {
      known = await visitor.ask('GET', `${booking}?wait_s=10&after=${at(known, 'booking', 'version')}`);
    }
    assert.is(at(known, 'booking', 'status'), 'booked');
  },
);

selling('what is another session’s does not exist', async ({ freshShow, holder, visitor }) => {
  const show = freshShow();
  const { booking } = await holder(show, { count: 10 });
  const thief = visitor();
  for (const answer of [
    await thief.ask('GET', booking),
    await thief.ask('GET', `${booking}?wait_s=5&after=0`),
    await thief.ask('DELETE', booking),
    await thief.ask('PUT', `${booking}/seats`, { body: { seats: ['A-1'] } }),
    await thief.ask('POST', `${booking}/payment`, { body: { payment_token: 'tok_ok' } }),
  ]) {
    assertRefused(answer, 404, 'unknown_booking');
  }
  assert.equal((await thief.ask('GET', '/v1/bookings')).body, { bookings: [], complete: true });

  for (let held = 1; held < 5; held += 1) await holder(show, { count: 10 });
  const waiter = visitor();
  const joined = await waiter.ask('POST', `${show}/waiting`, { body: { count: 2 } });
  const place = `${show}/waiting/${at(joined, 'waiting', 'waiting_id')}`;
  for (const answer of [
    await thief.ask('GET', place),
    await thief.ask('GET', `${place}?wait_s=5&after=0`),
    await thief.ask('DELETE', place),
  ]) {
    assertRefused(answer, 404, 'unknown_waiting');
  }
});

selling(
  'join the queue, be told one waits already, be served, leave',
  async ({ freshShow, holder, visitor }) => {
    const show = freshShow();
    const holders = [];
    for (let held = 0; held < 5; held += 1) holders.push(await holder(show, { count: 10 }));
    const [first, second] = [visitor(), visitor()];
    const joined = await first.ask('POST', `${show}/waiting`, { body: { count: 3 } });
    assert.is(joined.status, 201);
    assert.equal([at(joined, 'waiting', 'status'), at(joined, 'waiting', 'position')], ['waiting', '1']);
    const place = `${show}/waiting/${at(joined, 'waiting', 'waiting_id')}`;
    assert.is(joined.headers.get('location'), place);

    const again = await first.ask('POST', `${show}/waiting`, { body: { count: 3 } });
    assert.is(at(again, 'waiting', 'waiting_id'), at(joined, 'waiting', 'waiting_id'));
    const otherwise = await first.ask('POST', `${show}/waiting`, { body: { count: 2 } });
    assertRefused(otherwise, 409, 'already_waiting');
    assert.is(valueAt(otherwise, 'count'), 3);

    const behind = await second.ask('POST', `${show}/waiting`, { body: { count: 1 } });
    assert.is(at(behind, 'waiting', 'position'), '2');
    const [releaser] = holders;
    if (releaser === undefined) return assert.unreachable();
    await releaser.visitor.ask('DELETE', releaser.booking);
    const served = await first.ask('GET', place);
    assert.is(at(served, 'waiting', 'status'), 'served');
    assert.is(at(served, 'waiting', 'booking', 'status'), 'reserved');

    const newcomer = await visitor().ask('POST', `${show}/waiting`, { body: { count: 1 } });
    assert.equal(
      [at(newcomer, 'waiting', 'status'), at(newcomer, 'waiting', 'booking', 'status')],
      ['served', 'reserved'],
    );
    const third = visitor();
    const waiting = await third.ask('POST', `${show}/waiting`, { body: { count: 10 } });
    const left = await third.ask('DELETE', `${show}/waiting/${at(waiting, 'waiting', 'waiting_id')}`);
    assert.is(at(left, 'waiting', 'status'), 'cancelled');
    assert.is(valueAt(left, 'waiting', 'position'), null);
  },
);

selling(
  'the operator blocks seats and cancels shows; nobody else does',
  async ({ freshShow, holder, visitor }) => {
    const show = freshShow();
    const admin = show.replace('/v1/', '/v1/admin/');
    const { visitor: guest, booking } = await holder(show, { seats: ['A-1'] });
    for (const [method, path, body] of [
      ['POST', `${admin}/cancel`, undefined],
      ['PUT', `${admin}/blocked-seats`, { seats: ['B-1'] }],
    ] as const) {
      const request = body === undefined ? {} : { body };
      const without = await guest.ask(method, path, request);
      assertRefused(without, 401, 'admin_token_required');
      assert.is(without.headers.get('www-authenticate'), 'Bearer');
      const wrong = await guest.ask(method, path, {
        ...request,
        headers: { authorization: 'Bearer guessed' },
      });
      assertRefused(wrong, 401, 'admin_token_required');
    }
    const operator = visitor();
    const blocked = await operator.ask('PUT', `${admin}/blocked-seats`, {
      body: { seats: ['B-1', 'B-2'] },
      as_operator: true,
    });
    assert.is(blocked.status, 204);
    assertRefused(
      await guest.ask('POST', `${show}/bookings`, { body: { seats: ['B-1'] } }),
      409,
      'seat_unavailable',
    );
    assert.is(statusOf((await guest.ask('GET', `${show}/seats`)).body, 'B-2'), 'blocked');

    assert.is((await operator.ask('POST', `${admin}/cancel`, { as_operator: true })).status, 204);
    assert.is(at(await guest.ask('GET', booking), 'booking', 'status'), 'cancelled');
    assertRefused(await guest.ask('POST', `${show}/bookings`, { body: { count: 1 } }), 409, 'show_cancelled');
  },
);

selling.run();
