import Stripe from 'stripe';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { DEFAULT_LIMITS } from '../../actors/limits.ts';
import { drawId } from '../../src/ids.ts';
import type { Charge, PaymentProvider } from '../../src/payments/provider.ts';
import { stripeAmount } from '../../src/payments/stripe/amounts.ts';
import { stripeProvider } from '../../src/payments/stripe/provider.ts';
import { stripeWebhooks } from '../../src/payments/stripe/webhooks.ts';
import { WebhookRefusedError } from '../../src/payments/webhooks.ts';
import { openBoxOffice } from './box-office.ts';
import { openStripeServer, type StripeServer } from './stripe-server.ts';

interface Context {
  server: StripeServer;
  provider: PaymentProvider;
  /** Time passes for the providers. */
  pass: (ms: number) => void;
  /** The same account, seen by a process that remembers nothing. */
  anew: () => PaymentProvider;
}
const stripe = suite<Context>('stripe');

const API_SECRET = 'sk_test_4eC39HqLyjWDarjtT1zdp7dc';
const WEBHOOK_SECRET = 'whsec_of_the_tests_0123456789';
const TIMEOUT_MS = 400;
const HOUR_MS = 3_600_000;
const signal = new AbortController().signal;

stripe.before.each(async (context) => {
  context.server = await openStripeServer();
  const { url } = context.server;
  let now = Date.now();
  const clock = (): number => now;
  context.pass = (ms) => {
    now += ms;
  };
  context.anew = () => stripeProvider({ url, api_secret: API_SECRET, timeout_ms: TIMEOUT_MS, clock });
  context.provider = context.anew();
});
stripe.after.each(({ server }) => server.close());

function charge(payment_token: string, amount = 1499, currency = 'USD'): Charge {
  const ids = { payment_id: drawId(), show_id: drawId(), booking_id: drawId() };
  return { ...ids, payment_token, amount, currency };
}

const messageOf = (request: Promise<unknown>): Promise<string> =>
  request.then(
    () => 'it was answered',
    (error: Error) => error.message,
  );

stripe(
  'a charge is one PaymentIntent, made, confirmed and captured under the payment’s key',
  async ({ server, provider }) => {
    const asked = charge('pm_card_visa');
    assert.equal(await provider.charge(asked, signal), { type: 'captured' });
    const [request] = server.requests;
    assert.is(request?.path, '/v1/payment_intents');
    assert.is(request?.key, asked.payment_id);
    assert.is(request?.authorization, `Bearer ${API_SECRET}`);
    assert.equal(Object.fromEntries(request?.form ?? []), {
      amount: '1499',
      currency: 'usd',
      payment_method: 'pm_card_visa',
      'allowed_payment_method_types[0]': 'card',
      confirm: 'true',
      off_session: 'true',
      capture_method: 'automatic',
      'metadata[payment_id]': asked.payment_id,
      'metadata[show_id]': asked.show_id,
      'metadata[booking_id]': asked.booking_id,
    });
    assert.is(server.requests.length, 1);
  },
);

stripe('asking again with the same key makes no second payment', async ({ server, provider, anew }) => {
  const asked = charge('pm_card_visa');
  await provider.charge(asked, signal);
  assert.equal(await anew().charge(asked, signal), { type: 'captured' });
  assert.is(server.intents.length, 1);
});

stripe('a card that is refused is declined, with the reason that counts', async ({ provider }) => {
  for (const [method, reason] of [
    ['pm_card_chargeDeclined', 'generic_decline'],
    ['pm_card_insufficientFunds', 'insufficient_funds'],
    ['pm_card_expired', 'expired_card'],
    ['pm_that_is_not', 'resource_missing'],
  ] as const) {
    const asked = charge(method);
    assert.equal(await provider.charge(asked, signal), { type: 'declined', reason });
    if (method !== 'pm_that_is_not') {
      assert.equal(await provider.lookUp(asked, signal), { type: 'declined', reason });
    }
  }
});

stripe(
  'a card that asks its customer something is declined, and nobody can answer it later',
  async ({ server, provider }) => {
    const asked = charge('pm_card_authenticationRequired');
    const declined = { type: 'declined', reason: 'abandoned' } as const;
    assert.equal(await provider.charge(asked, signal), declined);
    assert.is(server.intents[0]?.status, 'canceled');
    assert.equal(await provider.lookUp(asked, signal), declined);
  },
);

stripe(
  'a payment that is processing is not known, until it is looked up and has ended',
  async ({ server, provider }) => {
    const asked = charge('pm_card_processing');
    assert.equal(await provider.charge(asked, signal), { type: 'unknown' });
    assert.equal(await provider.lookUp(asked, signal), { type: 'unknown' });
    const [intent] = server.intents;
    if (intent !== undefined) intent.status = 'succeeded';
    assert.equal(await provider.lookUp(asked, signal), { type: 'captured' });
  },
);

stripe('what Stripe cannot answer now is not known, and says no secret', async ({ server, provider }) => {
  for (const [fault, words] of [
    ['rate_limited', 'StripeRateLimitError 429 rate_limit'],
    ['broken', 'StripeAPIError 500'],
    ['key_in_use', 'StripeAPIError 409 idempotency_key_in_use'],
    ['hangs_after', 'StripeConnectionError'],
  ] as const) {
    server.failNext(fault);
    const message = await messageOf(provider.charge(charge('pm_card_visa'), signal));
    assert.ok(message.startsWith(words), message);
    assert.not.match(message, /sk_test|pm_card/);
  }
  assert.is(await messageOf(provider.lookUp(charge('pm_card_visa'), signal)), 'it was answered');
});

stripe(
  'a payment that Stripe made and did not answer is found, by whoever looks',
  async ({ server, provider, anew }) => {
    const asked = charge('pm_card_visa');
    server.failNext('hangs_after');
    assert.match(await messageOf(provider.charge(asked, signal)), 'StripeConnectionError');
    assert.equal(await provider.lookUp(asked, signal), { type: 'captured' });
    assert.equal(await anew().lookUp(asked, signal), { type: 'captured' });
    assert.is(server.intents.length, 1);
  },
);

stripe(
  'a fault that Stripe repeats for ever does not hide the payment that it made',
  async ({ server, provider }) => {
    const asked = charge('pm_card_visa');
    server.failNext('broken_after');
    for (let times = 0; times < 2; times += 1) {
      assert.match(await messageOf(provider.charge(asked, signal)), 'StripeAPIError 500');
    }
    assert.equal(await provider.lookUp(asked, signal), { type: 'captured' });
  },
);

stripe(
  'while the search lags, a payment is not found, and made no second time',
  async ({ server, provider }) => {
    const asked = charge('pm_card_visa');
    server.lag();
    server.failNext('hangs_after');
    await messageOf(provider.charge(asked, signal));
    assert.equal(await provider.lookUp(asked, signal), { type: 'not_found' });
    assert.equal(await provider.charge(asked, signal), { type: 'captured' });
    assert.is(server.intents.length, 1);
  },
);

stripe('a refund gives all back, once', async ({ server, provider, anew }) => {
  const asked = charge('pm_card_visa');
  server.lag();
  await provider.charge(asked, signal);
  assert.equal(await anew().refund(asked, signal), { type: 'failed', reason: 'payment_not_found' });
  assert.equal(await provider.refund(asked, signal), { type: 'refunded' });
  server.catchUp();
  assert.equal(await anew().refund(asked, signal), { type: 'refunded' });
  assert.is(server.refunds.length, 1);
});

stripe('a refund that got no answer is not made twice', async ({ server, provider }) => {
  const asked = charge('pm_card_visa');
  await provider.charge(asked, signal);
  server.failNext('hangs_after');
  await messageOf(provider.refund(asked, signal));
  server.failNext('broken_after');
  await messageOf(provider.refund(asked, signal));
  assert.equal(await provider.refund(asked, signal), { type: 'refunded' });
  assert.is(server.refunds.length, 1);
});

stripe(
  'a fault that Stripe repeats for ever does not keep the money from its customer',
  async ({ server, provider, pass }) => {
    const asked = charge('pm_card_visa');
    await provider.charge(asked, signal);
    // What was given back is listed before more is.
    server.failNext('none');
    server.failNext('broken');
    assert.match(await messageOf(provider.refund(asked, signal)), 'StripeAPIError 500');
    assert.match(await messageOf(provider.refund(asked, signal)), 'StripeAPIError 500');
    pass(HOUR_MS);
    assert.equal(await provider.refund(asked, signal), { type: 'refunded' });
    assert.is(server.refunds.length, 1);
  },
);

stripe('where a part was given back by hand, the rest is given back', async ({ server, provider }) => {
  const asked = charge('pm_card_visa');
  await provider.charge(asked, signal);
  server.refundByHand(server.intents[0]?.id ?? '', 500);
  assert.equal(await provider.refund(asked, signal), { type: 'refunded' });
  assert.equal(
    server.refunds.map(({ amount }) => amount),
    [500, 999],
  );
  assert.equal(await provider.refund(asked, signal), { type: 'refunded' });
  assert.is(server.refunds.length, 2);
});

stripe(
  'a refund that failed is tried anew, one that is on its way is waited for',
  async ({ server, provider }) => {
    const asked = charge('pm_card_visa');
    await provider.charge(asked, signal);
    server.refundNext('failed');
    server.refundNext('pending');
    assert.equal(await provider.refund(asked, signal), {
      type: 'failed',
      reason: 'expired_or_canceled_card',
    });
    assert.equal(await provider.refund(asked, signal), { type: 'pending' });
    assert.equal(await provider.refund(asked, signal), { type: 'pending' });
    const [, second] = server.refunds;
    if (second !== undefined) second.status = 'succeeded';
    assert.equal(await provider.refund(asked, signal), { type: 'refunded' });
    assert.is(server.refunds.length, 2);
  },
);

stripe(
  'amounts are said in Stripe’s minor units, also where they are not those of ISO 4217',
  async ({ server, provider }) => {
    for (const [amount, currency, said] of [
      [1499, 'EUR', 1499],
      [1500, 'JPY', 1500],
      [1500, 'KRW', 1500],
      [1500, 'ISK', 150_000],
      [1500, 'UGX', 150_000],
      [1500, 'HUF', 1500],
      [1500, 'BHD', 1500],
      [1505, 'BHD', null],
      [1500, 'MGA', 15],
      [1550, 'MGA', null],
    ] as const) {
      assert.is(stripeAmount(amount, currency), said, `${amount} ${currency}`);
    }
    assert.equal(await provider.charge(charge('pm_card_visa', 1500, 'ISK'), signal), { type: 'captured' });
    assert.equal([server.intents[0]?.amount, server.intents[0]?.currency], [150_000, 'isk']);
    assert.equal(await provider.charge(charge('pm_card_visa', 1505, 'BHD'), signal), {
      type: 'declined',
      reason: 'invalid_amount',
    });
    assert.is(server.requests.length, 1);
  },
);

stripe('a booking is paid through faults, cancelled, and refunded', async ({ server, provider }) => {
  const office = await openBoxOffice(provider, DEFAULT_LIMITS);
  try {
    server.failNext('rate_limited');
    server.failNext('rate_limited');
    server.failNext('broken_after');
    const booking_id = await office.pay('pm_card_visa');
    assert.is((await office.whenPayment(booking_id, 'captured')).status, 'booked');
    await office.cancel(booking_id);
    assert.is((await office.whenPayment(booking_id, 'refunded')).status, 'cancelled');
  } finally {
    await office.close();
  }
  assert.is(server.intents.length, 1);
  assert.is(server.refunds.length, 1);
});

stripe(
  'a webhook counts where Stripe signed it within five minutes, and says which payment it is about',
  () => {
    const { read, signature_header } = stripeWebhooks(WEBHOOK_SECRET);
    assert.is(signature_header, 'stripe-signature');
    const show_id = drawId();
    const payment_id = drawId();
    const payloadOf = (metadata: object, type = 'payment_intent.succeeded'): string =>
      JSON.stringify({
        id: 'evt_1',
        object: 'event',
        type,
        data: { object: { id: 'pi_1', object: 'payment_intent', metadata } },
      });
    const signed = (payload: string, secret = WEBHOOK_SECRET, age_s = 0): string =>
      Stripe.webhooks.generateTestHeaderString({
        payload,
        secret,
        timestamp: Math.floor(Date.now() / 1_000) - age_s,
      });
    const ours = payloadOf({ show_id, payment_id, booking_id: drawId() });
    assert.equal(read(Buffer.from(ours), signed(ours)), { show_id, payment_id });
    const others = payloadOf({ order: '7' });
    assert.is(read(Buffer.from(others), signed(others)), null);
    const made = payloadOf({ show_id, payment_id }, 'payment_intent.created');
    assert.is(read(Buffer.from(made), signed(made)), null, 'it is on its way, which its payer knows');

    const refused = (payload: string, signature: string): void => {
      assert.throws(
        () => read(Buffer.from(payload), signature),
        (error: unknown) => error instanceof WebhookRefusedError,
      );
    };
    refused(ours, signed(ours, 'whsec_of_somebody_else'));
    refused(ours, signed(ours, WEBHOOK_SECRET, 301));
    refused(ours.replace(payment_id, drawId()), signed(ours));
    refused(ours, 'nonsense');
    refused(ours, '');
    refused('not JSON', signed('not JSON'));
  },
);

stripe.run();
