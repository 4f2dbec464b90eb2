import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { DEFAULT_LIMITS } from '../../actors/limits.ts';
import type { ChargeOutcome, PaymentProvider } from '../../src/payments/provider.ts';
import { openSandbox } from '../../src/payments/sandbox.ts';
import { type BoxOffice, openBoxOffice } from './box-office.ts';

const cashier = suite('cashier');
const opened: BoxOffice[] = [];

async function open(provider: PaymentProvider, limits = DEFAULT_LIMITS): Promise<BoxOffice> {
  const office = await openBoxOffice(provider, limits);
  opened.push(office);
  return office;
}

cashier.after.each(async () => {
  for (const office of opened.splice(0)) await office.close();
});

const sandbox = openSandbox({ late_ms: 2_500, clock: Date.now });

/** A provider that gives these outcomes one after the other, then always the last, and counts what it is asked. */
function scripted(script: readonly (() => Promise<ChargeOutcome>)[]) {
  const asked: string[] = [];
  let under_way = 0;
  let most_under_way = 0;
  const provider: PaymentProvider = {
    charge: async ({ payment_id }) => {
      const answer = script[Math.min(asked.length, script.length - 1)];
      asked.push(payment_id);
      under_way += 1;
      most_under_way = Math.max(most_under_way, under_way);
      try {
        return answer === undefined ? { type: 'unknown' } : await answer();
      } finally {
        under_way -= 1;
      }
    },
    refund: async () => ({ type: 'refunded' }),
  };
  return { provider, asked, mostUnderWay: () => most_under_way };
}

const captured = async (): Promise<ChargeOutcome> => ({ type: 'captured' });
const unknown = async (): Promise<ChargeOutcome> => ({ type: 'unknown' });
const failing = async (): Promise<ChargeOutcome> => Promise.reject(new Error('the line is dead'));
const silent = (): Promise<ChargeOutcome> => new Promise(() => {});

cashier('a payment that is captured books its booking', async () => {
  const office = await open(sandbox);
  const booking = await office.whenPayment(await office.pay('tok_ok'), 'captured');
  assert.is(booking.status, 'booked');
});

cashier('a payment that is declined leaves the reservation, and says why', async () => {
  const office = await open(sandbox);
  const booking = await office.whenPayment(await office.pay('tok_insufficient_funds'), 'declined');
  assert.is(booking.status, 'reserved');
  assert.is(booking.payment?.reason, 'insufficient_funds');
});

cashier('asks again with the same key until the outcome is known, one request at a time', async () => {
  const { provider, asked, mostUnderWay } = scripted([unknown, failing, captured]);
  const office = await open(provider);
  const booking = await office.whenPayment(await office.pay('tok_any'), 'captured');
  assert.is(booking.status, 'booked');
  assert.is(asked.length, 3);
  assert.is(new Set(asked).size, 1);
  assert.is(mostUnderWay(), 1);
  assert.equal(office.troubles, ['the line is dead']);
});

cashier('a payment that was in flight at a restart is asked for again with the same key', async () => {
  const before = scripted([silent]);
  const after = scripted([captured]);
  const office = await open(before.provider);
  const booking_id = await office.pay('tok_any');
  await office.restart(after.provider);
  const booking = await office.whenPayment(booking_id, 'captured');
  assert.is(booking.status, 'booked');
  assert.equal(after.asked, before.asked);
});

cashier('a stop does not wait for a provider that does not answer', async () => {
  const { provider, asked } = scripted([silent]);
  const office = await open(provider);
  await office.pay('tok_any');
  assert.is(asked.length, 1);
  await office.stopCashier();
  assert.equal(office.troubles, []);
});

cashier('a refund that fails is asked for again until it is made', async () => {
  let refusals = 2;
  const { provider } = scripted([captured]);
  const office = await open({
    ...provider,
    refund: async () => {
      refusals -= 1;
      return refusals >= 0 ? { type: 'failed', reason: 'not_today' } : { type: 'refunded' };
    },
  });
  const booking_id = await office.pay('tok_any');
  await office.whenPayment(booking_id, 'captured');
  await office.cancel(booking_id);
  const booking = await office.whenPayment(booking_id, 'refunded');
  assert.is(booking.status, 'cancelled');
  assert.is(refusals, -1);
});

cashier('a payment that is captured after its reservation was let go is refunded', async () => {
  const office = await open(sandbox, {
    ...DEFAULT_LIMITS,
    reservation_ms: 1_000,
    reservation_buffer_ms: 0,
    payment_ms: 1_000,
    outage_grace_ms: 0,
  });
  const booking = await office.whenPayment(await office.pay('tok_late'), 'refunded');
  assert.is(booking.status, 'expired');
});

cashier.run();
