import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertRefused, at, openStage, type Stage, valueAt } from './stage.ts';

/** Rule 11, over HTTP. */
const repeating = suite<Stage>('repeating with an idempotency key');

repeating.before(async (stage) => void Object.assign(stage, await openStage()));
repeating.after(async ({ box_office }) => box_office.close());

repeating(
  'a reservation repeated is the same one, also all at once',
  async ({ freshShow, visitor, box_office }) => {
    const bookings = `${freshShow()}/bookings`;
    const guest = visitor();
    const steps_before = box_office.engine.statistics().steps_total;
    const reserve = () => guest.ask('POST', bookings, { body: { count: 2 }, key: 'first' });
    const answers = await Promise.all(Array.from({ length: 20 }, reserve));
    for (const answer of answers) assert.is(answer.status, 201);
    assert.is(new Set(answers.map((answer) => at(answer, 'booking', 'booking_id'))).size, 1);
    assert.is(box_office.engine.statistics().steps_total, steps_before + 1);
    assert.is(Object((await guest.ask('GET', '/v1/bookings')).body).bookings.length, 1);
  },
);

repeating('the order of fields does not matter; another body is refused', async ({ freshShow, visitor }) => {
  const bookings = `${freshShow()}/bookings`;
  const guest = visitor();
  const first = await guest.ask('POST', bookings, { body: { count: 2, type: 'regular' }, key: 'k' });
  const again = await guest.ask('POST', bookings, { body: { type: 'regular', count: 2 }, key: 'k' });
  assert.equal(again.body, first.body);
  const other = await guest.ask('POST', bookings, { body: { count: 3, type: 'regular' }, key: 'k' });
  assertRefused(other, 422, 'idempotency_key_reused');
});

repeating('a key counts for one session, one show and one route', async ({ freshShow, visitor }) => {
  const [show, other_show] = [freshShow(), freshShow()];
  const [guest, other_guest] = [visitor(), visitor()];
  const ids = [
    await guest.ask('POST', `${show}/bookings`, { body: { count: 1 }, key: 'k' }),
    await other_guest.ask('POST', `${show}/bookings`, { body: { count: 1 }, key: 'k' }),
    await guest.ask('POST', `${other_show}/bookings`, { body: { count: 1 }, key: 'k' }),
  ].map((answer) => at(answer, 'booking', 'booking_id'));
  assert.is(new Set(ids).size, 3);
  const joined = await guest.ask('POST', `${show}/waiting`, { body: { count: 1 }, key: 'k' });
  assert.is(joined.status, 201);
});

repeating('a refusal is not remembered', async ({ freshShow, holder, visitor }) => {
  const show = freshShow();
  const { visitor: first, booking } = await holder(show, { seats: ['A-1'] });
  const guest = visitor();
  const reserve = () => guest.ask('POST', `${show}/bookings`, { body: { seats: ['A-1'] }, key: 'again' });
  assertRefused(await reserve(), 409, 'retry');
  await first.ask('DELETE', booking);
  assert.is((await reserve()).status, 201);
});

repeating('a payment repeated is charged once and gives its standing', async ({ freshShow, holder }) => {
  const { visitor, booking } = await holder(freshShow(), { count: 2 });
  const pay = () =>
    visitor.ask('POST', `${booking}/payment`, { body: { payment_token: 'tok_ok' }, key: 'pay' });
  const answers = await Promise.all([pay(), pay(), pay()]);
  const payments = answers.map((answer) => {
    assert.is(answer.status, 200);
    return at(answer, 'booking', 'payment', 'payment_id');
  });
  assert.is(new Set([...payments, at(await pay(), 'booking', 'payment', 'payment_id')]).size, 1);
  const declined = await holder(freshShow(), { count: 1 });
  const fail = () =>
    declined.visitor.ask('POST', `${declined.booking}/payment`, {
      body: { payment_token: 'tok_declined' },
      key: 'p',
    });
  assertRefused(await fail(), 402, 'payment_declined');
  assertRefused(await fail(), 402, 'payment_declined');
});

repeating(
  'exchanging, giving back, joining and leaving',
  async ({ freshShow, holder, visitor, box_office }) => {
    const show = freshShow();
    const { visitor: guest, booking } = await holder(show, { seats: ['A-1'] });
    const twice = async (ask: () => Promise<{ status: number; body: unknown }>): Promise<void> => {
      const first = await ask();
      const steps = box_office.engine.statistics().steps_total;
      assert.equal(await ask().then(({ status, body }) => [status, body]), [first.status, first.body]);
      assert.is(box_office.engine.statistics().steps_total, steps, 'nothing is done twice');
    };
    await twice(() => guest.ask('PUT', `${booking}/seats`, { body: { seats: ['A-2'] }, key: 'change' }));
    await twice(() => guest.ask('DELETE', booking, { key: 'end' }));
    for (let held = 0; held < 5; held += 1) await holder(show, { count: 10 });
    const waiter = visitor();
    let waiting_id = '';
    await twice(async () => {
      const joined = await waiter.ask('POST', `${show}/waiting`, { body: { count: 2 }, key: 'join' });
      waiting_id = at(joined, 'waiting', 'waiting_id');
      return joined;
    });
    await twice(() => waiter.ask('DELETE', `${show}/waiting/${waiting_id}`, { key: 'leave' }));
    assert.is(
      valueAt(await waiter.ask('GET', `${show}/waiting/${waiting_id}`), 'waiting', 'status'),
      'cancelled',
    );
  },
);

repeating.run();
