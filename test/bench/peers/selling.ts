import type { Test } from 'uvu';
import * as assert from 'uvu/assert';
import { at, valueAt } from '../../gateway/stage.ts';
import { holder, seatsIn, statuses, type VenueStage } from './stage.ts';
import { assertRefused } from './visitor.ts';

const MANY = 40;

/** Reserving, paying, giving back: the same at every venue. */
export function testSelling(contract: Test<VenueStage>): void {
  contract('all seats that are named, or none, and why', async ({ freshShow, visitor }) => {
    const show = freshShow();
    const first = visitor();
    const reserved = await first.ask('POST', `${show}/bookings`, { body: { seats: ['A-2', 'A-1'] } });
    assert.is(reserved.status, 201);
    assert.equal(seatsIn(reserved, 'booking'), ['A-1', 'A-2']);
    assert.equal(valueAt(reserved, 'booking', 'total'), { amount: 2_998, currency: 'USD' });
    assert.equal([at(reserved, 'booking', 'status'), at(reserved, 'booking', 'version')], ['reserved', '1']);
    const second = visitor();
    const refused = await second.ask('POST', `${show}/bookings`, { body: { seats: ['A-2', 'A-3'] } });
    assertRefused(refused, 409, 'retry', { reason: 'held', seats: ['A-2'], waiting: 0 });
    const map = await statuses(second, show);
    assert.equal([map.get('A-1'), map.get('A-3'), map.size], ['reserved', 'available', 300]);
    const more = Array.from({ length: 9 }, (_, index) => `C-${index + 1}`);
    const too_many = await first.ask('POST', `${show}/bookings`, { body: { seats: more } });
    assertRefused(too_many, 422, 'too_many_seats', { held: 2, limit: 10 });
    const unknown = await second.ask('POST', `${show}/bookings`, { body: { seats: ['A-1', 'Z-1'] } });
    assertRefused(unknown, 422, 'unknown_seat', { seats: ['Z-1'] });
    const twice = await second.ask('POST', `${show}/bookings`, { body: { seats: ['A-4', 'A-4'] } });
    assertRefused(twice, 422, 'duplicate_seat', { seats: ['A-4'] });
    assertRefused(
      await second.ask('POST', `${show}/bookings`, { body: { seats: [] } }),
      422,
      'invalid_request',
    );
  });

  contract('of many who want one seat at once, one gets it', async ({ freshShow, visitor }) => {
    const show = freshShow();
    const answers = await Promise.all(
      Array.from({ length: MANY }, () =>
        visitor().ask('POST', `${show}/bookings`, { body: { seats: ['B-7'] } }),
      ),
    );
    assert.is(answers.filter(({ status }) => status === 201).length, 1);
    for (const answer of answers)
      if (answer.status !== 201) assertRefused(answer, 409, 'retry', { reason: 'held' });
  });

  contract('where wishes overlap nobody gets a part of one, and no seat is held twice', async (stage) => {
    const show = stage.freshShow();
    const answers = await Promise.all(
      Array.from({ length: MANY }, (_, index) => {
        const [one, other] = [`C-${1 + (index % 8)}`, `C-${2 + (index % 8)}`];
        const seats = index % 2 === 0 ? [one, other, 'D-1'] : [other, one];
        return stage.visitor().ask('POST', `${show}/bookings`, { body: { seats } });
      }),
    );
    const held = answers.flatMap((answer) => (answer.status === 201 ? seatsIn(answer, 'booking') : []));
    assert.is(new Set(held).size, held.length);
    const map = await statuses(stage.visitor(), show);
    const reserved = [...map].flatMap(([seat_id, status]) => (status === 'reserved' ? [seat_id] : []));
    assert.equal(reserved.sort(), held.sort());
  });

  contract('the best seats are together, and different ones for everybody', async (stage) => {
    const show = stage.freshShow();
    const [first] = await Promise.all(
      Array.from({ length: 8 }, () => holder(stage.visitor(), show, { count: 4 })),
    );
    assert.ok(first !== undefined);
    const seats = seatsIn(await first.visitor.ask('GET', first.booking), 'booking');
    assert.is(new Set(seats.map((seat_id) => seat_id.slice(0, 1))).size, 1, 'in one row');
    const map = await statuses(stage.visitor(), show);
    assert.is([...map.values()].filter((status) => status === 'reserved').length, 32);
    const premium = await stage
      .visitor()
      .ask('POST', `${show}/bookings`, { body: { count: 1, type: 'premium' } });
    assert.is(at(premium, 'booking', 'seats', 0, 'type'), 'premium');
    const unknown = await stage
      .visitor()
      .ask('POST', `${show}/bookings`, { body: { count: 1, type: 'cheap' } });
    assertRefused(unknown, 422, 'unknown_seat_type');
  });

  contract('pay, and cancel what was paid', async ({ freshShow, visitor }) => {
    const show = freshShow();
    const { visitor: buyer, booking } = await holder(visitor(), show, { seats: ['E-1'] });
    const declined = await buyer.ask('POST', `${booking}/payment`, {
      body: { payment_token: 'tok_declined' },
    });
    assertRefused(declined, 402, 'payment_declined');
    const paid = await buyer.ask('POST', `${booking}/payment`, { body: { payment_token: 'tok_ok' } });
    assert.equal([paid.status, at(paid, 'booking', 'status')], [200, 'booked']);
    assert.is(at(paid, 'booking', 'payment', 'status'), 'captured');
    assert.is((await statuses(buyer, show)).get('E-1'), 'booked');
    const refused = await visitor().ask('POST', `${show}/bookings`, { body: { seats: ['E-1', 'E-2'] } });
    assertRefused(refused, 409, 'seat_unavailable', { seats: ['E-1'] });
    const again = await buyer.ask('POST', `${booking}/payment`, { body: { payment_token: 'tok_ok' } });
    assertRefused(again, 409, 'not_reserved', { booking_status: 'booked' });
    const cancelled = await buyer.ask('DELETE', booking);
    assert.equal([cancelled.status, at(cancelled, 'booking', 'status')], [200, 'cancelled']);
    assert.is((await statuses(buyer, show)).get('E-1'), 'available');
  });

  contract('give back what is reserved, once', async ({ freshShow, visitor }) => {
    const show = freshShow();
    const { visitor: buyer, booking } = await holder(visitor(), show, { seats: ['F-1', 'F-2'] });
    const released = await buyer.ask('DELETE', booking);
    assert.equal([released.status, at(released, 'booking', 'status')], [200, 'released']);
    assertRefused(await buyer.ask('DELETE', booking), 409, 'not_reserved', { booking_status: 'released' });
    await holder(visitor(), show, { seats: ['F-2', 'F-3'] });
  });

  contract('what is another’s, or is nothing, does not exist', async ({ freshShow, visitor, venue }) => {
    const show = freshShow();
    const [show_id = ''] = venue.shows;
    const { booking } = await holder(visitor(), show, { seats: ['G-1'] });
    const stranger = visitor();
    assertRefused(await stranger.ask('GET', booking), 404, 'unknown_booking');
    assertRefused(await stranger.ask('DELETE', booking), 404, 'unknown_booking');
    const payment = await stranger.ask('POST', `${booking}/payment`, { body: { payment_token: 'tok_ok' } });
    assertRefused(payment, 404, 'unknown_booking');
    assertRefused(await stranger.ask('GET', `${show}/bookings/${show_id}`), 404, 'unknown_booking');
    assertRefused(await stranger.ask('GET', `${show}/waiting/${show_id}`), 404, 'unknown_waiting');
    assertRefused(
      await stranger.ask('GET', `/v1/shows/01ARZ3NDEKTSV4RRFFQ69G5FAV/seats`),
      404,
      'unknown_show',
    );
  });

  contract('the same key does nothing twice', async ({ freshShow, visitor }) => {
    const show = freshShow();
    const buyer = visitor();
    const reserve = (seats: string[]) =>
      buyer.ask('POST', `${show}/bookings`, { body: { seats }, key: 'once' });
    const answers = await Promise.all(Array.from({ length: 5 }, () => reserve(['H-1'])));
    assert.equal(new Set(answers.map(({ status }) => status)), new Set([201]));
    assert.is(new Set(answers.map((answer) => at(answer, 'booking', 'booking_id'))).size, 1);
    assertRefused(await reserve(['H-2']), 422, 'idempotency_key_reused');
    const [first] = answers;
    assert.ok(first !== undefined);
    const booking = `${show}/bookings/${at(first, 'booking', 'booking_id')}`;
    const pay = () =>
      buyer.ask('POST', `${booking}/payment`, { body: { payment_token: 'tok_ok' }, key: 'pay' });
    assert.equal(await pay(), await pay());
    const end = () => buyer.ask('DELETE', booking, { key: 'end' });
    assert.equal(await end(), await end());
  });

  contract('the listing tells what is on', async ({ venue, visitor }) => {
    const { status, body } = await visitor().ask('GET', venue.listing);
    assert.is(status, 200);
    const listed = JSON.stringify(body);
    assert.ok(venue.shows.some((show_id) => listed.includes(show_id)));
  });
}
