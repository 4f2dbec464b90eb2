import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { DEFAULT_LIMITS } from '../../actors/limits.ts';
import type { PaymentProvider } from '../../src/payments/provider.ts';
import { openTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { type BoxOffice, openBoxOffice } from './box-office.ts';
import { captured, failing, hanging, notFound, refunded, scripted, silent, unknown } from './scripted.ts';

const cashier = suite<{ sandbox: TestSandbox }>('cashier');
const opened: BoxOffice[] = [];
const HOUR_MS = 3_600_000;
/** More than the cashier has with the provider at a time. */
const MORE_THAN_AT_ONCE = 300;

async function open(provider: PaymentProvider, limits = DEFAULT_LIMITS): Promise<BoxOffice> {
  const office = await openBoxOffice(provider, limits);
  opened.push(office);
  return office;
}

cashier.before(async (context) => {
  context.sandbox = await openTestSandbox({ late_ms: 2_500 });
});
cashier.after.each(async () => {
  for (const office of opened.splice(0)) await office.close();
});
cashier.after(({ sandbox }) => sandbox.close());

cashier('a payment that is captured books its booking', async ({ sandbox }) => {
  const office = await open(sandbox.provider);
  const booking = await office.whenPayment(await office.pay('tok_ok'), 'captured');
  assert.is(booking.status, 'booked');
});

cashier('a payment that is declined leaves the reservation, and says why', async ({ sandbox }) => {
  const office = await open(sandbox.provider);
  const booking = await office.whenPayment(await office.pay('tok_insufficient_funds'), 'declined');
  assert.is(booking.status, 'reserved');
  assert.is(booking.payment?.reason, 'insufficient_funds');
});

cashier('asks until the outcome is known, about one payment, one request at a time', async () => {
  const { provider, asked, payments, mostUnderWay } = scripted({
    charge: [unknown],
    lookUp: [failing, unknown, captured],
  });
  const office = await open(provider);
  const booking = await office.whenPayment(await office.pay('tok_any'), 'captured');
  assert.is(booking.status, 'booked');
  assert.equal(asked, ['charge', 'lookUp', 'lookUp', 'lookUp']);
  assert.is(new Set(payments).size, 1);
  assert.is(mostUnderWay(), 1);
  assert.equal(office.troubles, ['the line is dead']);
});

cashier('a charge that never arrived is made again with the same key', async () => {
  const { provider, asked, payments } = scripted({ charge: [failing, captured], lookUp: [notFound] });
  const office = await open(provider);
  await office.whenPayment(await office.pay('tok_any'), 'captured');
  assert.equal(asked, ['charge', 'lookUp', 'charge']);
  assert.is(new Set(payments).size, 1);
});

cashier('a payment that was in flight at a restart is asked for again with the same key', async () => {
  const before = scripted({ charge: [silent] });
  const after = scripted({ charge: [captured] });
  const office = await open(before.provider);
  const booking_id = await office.pay('tok_any');
  await before.whenAsked(1);
  await office.restart(after.provider);
  const booking = await office.whenPayment(booking_id, 'captured');
  assert.is(booking.status, 'booked');
  assert.equal(after.payments, before.payments);
});

cashier(
  'a payment whose key may be forgotten is only looked up: it is never charged a second time',
  async () => {
    const key_memory = { alive_ms: 23 * HOUR_MS, findable_ms: 25 * HOUR_MS };
    const forgetful = scripted({ key_memory, lookUp: [notFound, captured] });
    const office = await open(forgetful.provider);
    await office.whenPayment(await office.pay('tok_any', Date.now() - 24 * HOUR_MS), 'captured');
    assert.equal(forgetful.asked, ['lookUp', 'lookUp']);

    const empty = scripted({ key_memory, lookUp: [notFound] });
    const other = await open(empty.provider);
    const booking = await other.whenPayment(
      await other.pay('tok_any', Date.now() - 26 * HOUR_MS),
      'declined',
    );
    assert.is(booking.payment?.reason, 'never_made');
    assert.equal(empty.asked, ['lookUp']);
  },
);

cashier('news of a payment that hangs ends the waiting: it is looked up at once', async () => {
  const { provider, asked, mostUnderWay, whenAsked } = scripted({ charge: [hanging], lookUp: [captured] });
  const office = await open(provider);
  const booking_id = await office.pay('tok_any');
  await whenAsked(1);
  office.nudge(await office.whenPayment(booking_id, 'in_flight'));
  await office.whenPayment(booking_id, 'captured');
  assert.equal(asked, ['charge', 'lookUp']);
  assert.is(mostUnderWay(), 1);
});

cashier('news that lie change nothing: what counts is what the provider answers', async () => {
  const { provider, asked, whenAsked } = scripted({ charge: [unknown], lookUp: [unknown] });
  const office = await open(provider);
  const booking_id = await office.pay('tok_any');
  const booking = await office.whenPayment(booking_id, 'in_flight');
  for (let times = 0; times < 100; times += 1) office.nudge(booking);
  await whenAsked(3);
  assert.ok(asked.length < 10, `a hundred news led to ${asked.length} requests`);
  assert.is((await office.whenPayment(booking_id, 'in_flight')).status, 'reserved');
});

cashier('a stop does not wait for a provider that does not answer', async () => {
  const { provider, whenAsked } = scripted({ charge: [silent] });
  const office = await open(provider);
  await office.pay('tok_any');
  await whenAsked(1);
  await office.stopCashier();
  assert.equal(office.troubles, []);
});

cashier('a stop asks nothing more of the provider, whatever still waits its turn', async () => {
  const { provider, asked } = scripted({ charge: [silent] });
  const office = await open(provider);
  for (let times = 0; times < MORE_THAN_AT_ONCE; times += 1) await office.pay('tok_any');
  const before = asked.length;
  assert.ok(before < MORE_THAN_AT_ONCE, `${before} requests are with the provider`);
  await office.stopCashier();
  assert.is(asked.length, before);
});

cashier('a refund that fails is asked for again until it is made', async ({ sandbox }) => {
  const office = await open(sandbox.provider);
  const booking_id = await office.pay('tok_refund_fails');
  await office.whenPayment(booking_id, 'captured');
  await office.cancel(booking_id);
  const booking = await office.whenPayment(booking_id, 'refunded');
  assert.is(booking.status, 'cancelled');
  const figures = await office.figures();
  assert.match(figures, 'boxoffice_payment_answers_total{type="refund",outcome="failed"} 2');
  assert.match(figures, 'boxoffice_payment_answers_total{type="refund",outcome="refunded"} 1');
});

cashier('a refund that is on its way has not failed', async () => {
  const { provider, asked } = scripted({
    charge: [captured],
    refund: [async () => ({ type: 'pending' }), refunded],
  });
  const office = await open(provider);
  const booking_id = await office.pay('tok_any');
  await office.whenPayment(booking_id, 'captured');
  await office.cancel(booking_id);
  const booking = await office.whenPayment(booking_id, 'refunded');
  assert.is(booking.payment?.reason, null);
  assert.equal(asked, ['charge', 'refund', 'refund']);
});

cashier('a payment that is captured after its reservation was let go is refunded', async ({ sandbox }) => {
  const office = await open(sandbox.provider, {
    ...DEFAULT_LIMITS,
    reservation_ms: 1_000,
    reservation_buffer_ms: 0,
    payment_ms: 1_000,
    outage_grace_ms: 0,
  });
  const booking = await office.whenPayment(await office.pay('tok_late'), 'refunded');
  assert.is(booking.status, 'expired');
});

cashier('what is open is counted, with its age', async () => {
  const { provider, whenAsked } = scripted({ charge: [silent] });
  const office = await open(provider);
  await office.pay('tok_any', Date.now() - HOUR_MS);
  await whenAsked(1);
  const figures = await office.figures();
  assert.match(figures, 'boxoffice_payments_open{type="charge"} 1');
  assert.match(figures, 'boxoffice_payments_open{type="refund"} 0');
  assert.match(figures, /boxoffice_payments_oldest_open_seconds\{type="charge"\} 36\d\d/);
});

cashier('however many payments hang, refunds are made', async () => {
  const { provider } = scripted({
    charge: [captured, hanging],
    refund: [refunded],
  });
  const office = await open(provider);
  const first = await office.pay('tok_any');
  await office.whenPayment(first, 'captured');
  for (let times = 0; times < MORE_THAN_AT_ONCE; times += 1) await office.pay('tok_any');
  await office.cancel(first);
  assert.is((await office.whenPayment(first, 'refunded')).status, 'cancelled');
});

cashier.run();
