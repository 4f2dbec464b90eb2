import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertDone, assertRefused, at, openStage, type Stage, type Visitor, valueAt } from './stage.ts';

const waiting = suite<{ stage: Stage }>('waiting for news over NATS');

waiting.before(async (context) => {
  context.stage = await openStage();
});

waiting.after(async ({ stage }) => stage.close());

async function reserve(visitor: Visitor, show_id: string) {
  const reserved = await visitor.ask(show_id, 'reserve', { count: 10 });
  assertDone(reserved);
  return {
    booking_id: at(reserved, 'booking', 'booking_id'),
    after: Number(at(reserved, 'booking', 'version')),
  };
}

waiting('a booking: told when it changes', async ({ stage }) => {
  const show_id = stage.freshShow();
  const visitor = stage.visitor();
  const { booking_id, after } = await reserve(visitor, show_id);
  const poll = visitor.ask(show_id, 'booking', { booking_id, wait_s: 9, after });
  await visitor.ask(show_id, 'release', { booking_id });
  assert.is(valueAt(await poll, 'booking', 'status'), 'released');
});

waiting(
  'a booking: told at once what is news already, and as it is when the time is over',
  async ({ stage }) => {
    const show_id = stage.freshShow();
    const visitor = stage.visitor();
    const { booking_id, after } = await reserve(visitor, show_id);
    for (const body of [{ wait_s: 60, after: after - 1 }, { wait_s: 60 }, { after }, { wait_s: 1, after }]) {
      const answer = await visitor.ask(show_id, 'booking', { booking_id, ...body });
      assert.is(valueAt(answer, 'booking', 'status'), 'reserved');
    }
  },
);

waiting('a place in the queue: its end is told', async ({ stage }) => {
  const show_id = stage.freshShow();
  const holders = Array.from({ length: 5 }, () => stage.visitor());
  const held = [];
  for (const holder of holders) held.push({ holder, ...(await reserve(holder, show_id)) });
  const visitor = stage.visitor();
  const joined = await visitor.ask(show_id, 'wait', { count: 2 });
  const waiting_id = at(joined, 'waiting', 'waiting_id');
  const after = Number(at(joined, 'waiting', 'version'));
  const poll = visitor.ask(show_id, 'waiting', { waiting_id, wait_s: 9, after });
  const [first] = held;
  if (first === undefined) return assert.unreachable();
  await first.holder.ask(show_id, 'release', { booking_id: first.booking_id });
  const served = await poll;
  assert.is(valueAt(served, 'waiting', 'status'), 'served');
  assert.is(valueAt(served, 'waiting', 'booking', 'status'), 'reserved');
});

waiting('what is not one’s own is not waited for', async ({ stage }) => {
  const show_id = stage.freshShow();
  const { booking_id } = await reserve(stage.visitor(), show_id);
  const poll = { wait_s: 60, after: 1_000_000 };
  assertRefused(
    await stage.visitor().ask(show_id, 'booking', { booking_id, ...poll }),
    404,
    'unknown_booking',
  );
  const waiting_id = booking_id;
  assertRefused(
    await stage.visitor().ask(show_id, 'waiting', { waiting_id, ...poll }),
    404,
    'unknown_waiting',
  );
});

waiting('a payment: declined, in flight, then booked', async ({ stage }) => {
  const show_id = stage.freshShow();
  const visitor = stage.visitor();
  const { booking_id } = await reserve(visitor, show_id);
  const declined = await visitor.ask(show_id, 'pay', { booking_id, payment_token: 'tok_declined' });
  assertRefused(declined, 402, 'payment_declined');
  assert.is(valueAt(declined, 'booking', 'status'), 'reserved');

  const in_flight = await visitor.ask(show_id, 'pay', { booking_id, payment_token: 'tok_unknown' });
  assertDone(in_flight);
  assert.is(valueAt(in_flight, 'booking', 'status'), 'reserved');
  assert.is(valueAt(in_flight, 'booking', 'payment', 'status'), 'in_flight');
  const second = await visitor.ask(show_id, 'pay', { booking_id, payment_token: 'tok_ok' });
  assertRefused(second, 409, 'payment_in_flight');

  const after = Number(at(in_flight, 'booking', 'version'));
  const booked = await visitor.ask(show_id, 'booking', { booking_id, wait_s: 20, after });
  assert.is(valueAt(booked, 'booking', 'status'), 'booked');
  assert.is(valueAt(booked, 'booking', 'payment', 'status'), 'captured');
});

waiting('a payment that comes too late', async () => {
  const limits = { reservation_ms: 1_000, reservation_buffer_ms: 100, outage_grace_ms: 1_000 };
  const stage = await openStage({ limits });
  const show_id = stage.freshShow();
  const visitor = stage.visitor();
  const { booking_id, after } = await reserve(visitor, show_id);
  const expired = await visitor.ask(show_id, 'booking', { booking_id, wait_s: 20, after });
  assert.is(valueAt(expired, 'booking', 'status'), 'expired');
  const late = await visitor.ask(show_id, 'pay', { booking_id, payment_token: 'tok_ok' });
  assertRefused(late, 410, 'reservation_expired');
  await stage.close();
});

waiting('a service that stops answers whoever waits, and refuses who comes', async () => {
  const stage = await openStage();
  const show_id = stage.freshShow();
  const visitor = stage.visitor();
  const { booking_id, after } = await reserve(visitor, show_id);
  const polls = [
    visitor.ask(show_id, 'booking', { booking_id, wait_s: 60, after }),
    visitor.ask(show_id, 'booking', { booking_id, wait_s: 60, after }),
  ];
  // Requests of one connection arrive in order, so once this is answered the polls are under way.
  await visitor.ask(show_id, 'booking', { booking_id });
  await stage.service.stop();
  for (const answer of await Promise.all(polls)) assert.is(valueAt(answer, 'booking', 'status'), 'reserved');
  const refused = await visitor.ask(show_id, 'release', { booking_id });
  assertRefused(refused, 503, 'stopping');
  assert.is(valueAt(refused, 'retry_after_s'), 5);
  await stage.close();
});

waiting.run();
