import { suite, type Test } from 'uvu';
import * as assert from 'uvu/assert';
import { WITH_MAPPING, WITHOUT_MAPPING } from '../../support/nats-server.ts';
import { assertDone, assertRefused, at, openStage, type Stage, valueAt } from './stage.ts';

/** Every verb, told the same whether or not the server maps. */
function sell(selling: Test<{ stage: Stage }>, configuration: string): void {
  selling.before(async (context) => {
    context.stage = await openStage({ configuration });
  });

  selling.after(async ({ stage }) => {
    assert.equal(
      stage.service.logged.lines.filter((line) => line.startsWith('error')),
      [],
    );
    await stage.close();
  });

  selling('seats: the map, which follows what is sold', async ({ stage }) => {
    const show_id = stage.freshShow();
    const visitor = stage.visitor();
    const untouched = await visitor.ask(show_id, 'seats');
    assertDone(untouched);
    assert.is(valueAt(untouched, 'show_id'), show_id);
    assert.is(valueAt(untouched, 'seats', 0, 'status'), 'available');
    assertDone(await visitor.ask(show_id, 'reserve', { seats: ['A-1'] }));
    assert.is(valueAt(await visitor.ask(show_id, 'seats'), 'seats', 0, 'status'), 'reserved');
  });

  selling('reserve, booking, change, release', async ({ stage }) => {
    const show_id = stage.freshShow();
    const visitor = stage.visitor();
    const reserved = await visitor.ask(show_id, 'reserve', { seats: ['A-1', 'A-2'] });
    assertDone(reserved);
    assert.is(valueAt(reserved, 'booking', 'status'), 'reserved');
    const booking_id = at(reserved, 'booking', 'booking_id');
    assert.equal((await visitor.ask(show_id, 'booking', { booking_id })).body, reserved.body);

    const changed = await visitor.ask(show_id, 'change', { booking_id, seats: ['B-1'] });
    assert.is(valueAt(changed, 'booking', 'seats', 0, 'seat_id'), 'B-1');
    assertRefused(await stage.visitor().ask(show_id, 'booking', { booking_id }), 404, 'unknown_booking');
    assertRefused(await visitor.ask(show_id, 'cancel', { booking_id }), 409, 'not_booked');

    const released = await visitor.ask(show_id, 'release', { booking_id });
    assert.is(valueAt(released, 'booking', 'status'), 'released');
    assertRefused(await visitor.ask(show_id, 'release', { booking_id }), 409, 'not_reserved');
  });

  selling('pay, cancel', async ({ stage }) => {
    const show_id = stage.freshShow();
    const visitor = stage.visitor();
    const reserved = await visitor.ask(show_id, 'reserve', { count: 3, type: 'premium' });
    const booking_id = at(reserved, 'booking', 'booking_id');
    const paid = await visitor.ask(show_id, 'pay', { booking_id, payment_token: 'tok_ok' });
    assertDone(paid);
    assert.is(valueAt(paid, 'booking', 'status'), 'booked');
    assertRefused(await visitor.ask(show_id, 'release', { booking_id }), 409, 'not_reserved');
    const cancelled = await visitor.ask(show_id, 'cancel', { booking_id });
    assert.is(valueAt(cancelled, 'booking', 'status'), 'cancelled');
  });

  selling('wait, waiting, leave', async ({ stage }) => {
    const show_id = stage.freshShow();
    const holders = Array.from({ length: 5 }, () => stage.visitor());
    for (const holder of holders) assertDone(await holder.ask(show_id, 'reserve', { count: 10 }));
    const visitor = stage.visitor();
    assertRefused(await visitor.ask(show_id, 'reserve', { count: 1 }), 409, 'retry');
    const joined = await visitor.ask(show_id, 'wait', { count: 2 });
    assertDone(joined);
    assert.is(valueAt(joined, 'waiting', 'status'), 'waiting');
    assert.is(valueAt(joined, 'waiting', 'position'), 1);
    const waiting_id = at(joined, 'waiting', 'waiting_id');
    assert.equal((await visitor.ask(show_id, 'waiting', { waiting_id })).body, joined.body);
    const left = await visitor.ask(show_id, 'leave', { waiting_id });
    assert.is(valueAt(left, 'waiting', 'status'), 'cancelled');
  });

  selling('whoever can be served at once is, with the booking', async ({ stage }) => {
    const served = await stage.visitor().ask(stage.freshShow(), 'wait', { count: 2 });
    assertDone(served);
    assert.is(valueAt(served, 'waiting', 'status'), 'served');
    assert.is(valueAt(served, 'waiting', 'booking', 'status'), 'reserved');
  });

  selling('what is repeated with its key is done once, and told again', async ({ stage }) => {
    const show_id = stage.freshShow();
    const visitor = stage.visitor();
    const key = { 'Idempotency-Key': 'once' };
    const first = await visitor.ask(show_id, 'reserve', { count: 2 }, key);
    const again = await visitor.ask(show_id, 'reserve', { count: 2 }, key);
    assertDone(first);
    assert.equal(again.body, first.body);
    assertRefused(await visitor.ask(show_id, 'reserve', { count: 3 }, key), 422, 'idempotency_key_reused');
    const without = await visitor.ask(show_id, 'reserve', { count: 2 });
    assert.is.not(at(without, 'booking', 'booking_id'), at(first, 'booking', 'booking_id'));
  });

  selling('a show that nobody knows', async ({ stage }) => {
    const visitor = stage.visitor();
    const unknown = await visitor.ask(visitor.session_id, 'seats');
    assertRefused(unknown, 404, 'unknown_show');
  });
}

const mapped = suite<{ stage: Stage }>('selling, where the server maps');
sell(mapped, WITH_MAPPING);
mapped.run();

const unmapped = suite<{ stage: Stage }>('selling, where the server maps nothing');
sell(unmapped, WITHOUT_MAPPING);
unmapped.run();
