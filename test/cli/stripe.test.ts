import Stripe from 'stripe';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openStripeServer, type StripeServer } from '../payments/stripe-server.ts';
import { openClient } from '../support/client.ts';
import { childrenOf, startService } from '../support/service.ts';
import { findShows, importSmallCatalogue, textAt, valueAt } from '../support/small-catalogue.ts';
import { removeTemporaryFolders, temporaryFolder } from './terminal.ts';

const stripe = suite<{ server: StripeServer }>('start with Stripe');

const API_SECRET = 'sk_test_4eC39HqLyjWDarjtT1zdp7dc';
const WEBHOOK_SECRET = 'whsec_of_the_tests_0123456789';

stripe.before(async (context) => {
  context.server = await openStripeServer();
});
stripe.after(async ({ server }) => {
  await server.close();
  removeTemporaryFolders();
});

stripe('seats are paid through it, its webhooks are taken, and no secret is said', async ({ server }) => {
  const data_folder = temporaryFolder();
  await importSmallCatalogue(data_folder, { shows: 1, rows: 2, seats_per_row: 5 });
  const service = await startService({
    data_folder,
    environment: {
      BOXOFFICE_PAYMENTS: 'stripe',
      BOXOFFICE_PAYMENTS_URL: server.url,
      BOXOFFICE_PAYMENTS_SECRET: API_SECRET,
      BOXOFFICE_PAYMENTS_WEBHOOK_SECRET: WEBHOOK_SECRET,
    },
  });
  assert.equal(childrenOf(service.process.pid), [], 'it runs a sandbox');
  const [show_id = ''] = await findShows(service.url);
  const buyer = openClient(service.url, show_id);
  const reserved = await buyer.reserve({ count: 2 });
  const booking_id = textAt(reserved.body, 'booking', 'booking_id');
  server.failNext('rate_limited');
  const paid = await buyer.pay(booking_id, 'pm_card_visa');
  assert.equal([paid.status, valueAt(paid.body, 'booking', 'status')], [200, 'booked']);
  assert.equal(
    server.intents.map(({ amount, currency, status }) => [amount, currency, status]),
    [[2 * 1499, 'usd', 'succeeded']],
  );

  const payload = JSON.stringify({
    object: 'event',
    data: {
      object: { metadata: { show_id, payment_id: textAt(paid.body, 'booking', 'payment', 'payment_id') } },
    },
  });
  const post = async (secret: string): Promise<number> => {
    const answer = await fetch(`${service.url}/v1/webhooks/payments`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload, secret }),
      },
      body: payload,
    });
    return answer.status;
  };
  assert.is(await post(WEBHOOK_SECRET), 204);
  assert.is(await post(`${WEBHOOK_SECRET}x`), 401);

  assert.is(await service.stop('SIGTERM'), 0);
  for (const secret of [API_SECRET, WEBHOOK_SECRET, 'pm_card']) assert.not.match(service.output(), secret);
});

stripe.run();
