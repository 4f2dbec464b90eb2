import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawId } from '../../src/ids.ts';
import { SIGNATURE_HEADER, sign } from '../../src/payments/sandbox/signature.ts';
import type { ShowRequest } from '../../src/protocol/requests.ts';
import { WEBHOOK_SECRET } from '../support/sandbox.ts';
import { textAt, valueAt } from '../support/small-catalogue.ts';
import { type BoxOffice, drawSession, openBoxOffice, send } from './box-office.ts';

interface Context {
  box_office: BoxOffice;
  /** The news that were passed on to shows. */
  passed_on: ShowRequest[];
}
const webhooks = suite<Context>('webhooks of the payment provider');

const PATH = '/v1/webhooks/payments';
const MINUTE_MS = 60_000;

webhooks.before.each(async (context) => {
  context.passed_on = [];
  context.box_office = await openBoxOffice({
    gateway: { payment_wait_ms: 0 },
    aroundRouting: (routing) => ({
      ...routing,
      ask: (request) => {
        if (request.verb === 'payment-news') context.passed_on.push(request);
        return routing.ask(request);
      },
    }),
  });
});
webhooks.after.each(({ box_office }) => box_office.close());

/** How often the provider could not say how a payment stands. */
async function timesUnknown(box_office: BoxOffice): Promise<number> {
  const { body } = await send(box_office, 'GET', '/metrics');
  const figure = /^boxoffice_payment_answers_total\{type="charge",outcome="unknown"\} (\d+)$/m;
  return Number(figure.exec(String(body))?.[1] ?? 0);
}

/** News of a payment, as the sandbox would send it; `claims` is what it says of how the payment stands. */
function newsOf(show_id: string, payment_id: string, claims = 'captured'): Buffer {
  const payment = { id: 'pay_1', status: claims, metadata: { show_id, payment_id, booking_id: drawId() } };
  return Buffer.from(JSON.stringify({ id: 'evt_1', type: `payment.${claims}`, data: { payment } }));
}

function post(box_office: BoxOffice, body: Buffer, signature: string | null) {
  const headers = signature === null ? {} : { [SIGNATURE_HEADER]: signature };
  return send(box_office, 'POST', PATH, { body, headers });
}

/** Reserves a seat and begins to pay for it. */
async function beginToPay(box_office: BoxOffice, payment_token: string) {
  const session_id = drawSession();
  const show_id = box_office.shows[0] ?? '';
  const path = `/v1/shows/${show_id}/bookings`;
  const reserved = await send(box_office, 'POST', path, { body: { session_id, count: 1 } });
  const booking_id = textAt(reserved.body, 'booking', 'booking_id');
  const paying = await send(box_office, 'POST', `${path}/${booking_id}/payment`, {
    body: { session_id, payment_token },
  });
  const payment_id = textAt(paying.body, 'booking', 'payment', 'payment_id');
  const read = async (query = ''): Promise<unknown> => {
    const headers = { 'x-session-id': session_id };
    return valueAt(
      (await send(box_office, 'GET', `${path}/${booking_id}${query}`, { headers })).body,
      'booking',
    );
  };
  return { show_id, payment_id, read };
}

webhooks(
  'the sandbox tells how a payment that it never answered has ended, and the booking is booked',
  async ({ box_office }) => {
    box_office.sandbox.service.sendNewsTo(`${box_office.url}${PATH}`);
    const { read } = await beginToPay(box_office, 'tok_unknown');
    let booking = await read();
    while (valueAt(booking, 'status') === 'reserved') {
      booking = await read(`?wait_s=20&after=${valueAt(booking, 'version')}`);
    }
    assert.equal([valueAt(booking, 'status'), valueAt(booking, 'payment', 'status')], ['booked', 'captured']);
  },
);

webhooks(
  'true news of an open payment are taken in at once, with an empty answer',
  async ({ box_office, passed_on }) => {
    const { show_id, payment_id } = await beginToPay(box_office, 'tok_late');
    const body = newsOf(show_id, payment_id);
    const answer = await post(box_office, body, sign(body, WEBHOOK_SECRET, Date.now()));
    assert.equal([answer.status, answer.body], [204, '']);
    assert.equal(passed_on, [{ verb: 'payment-news', show_id, body: { payment_id }, idempotency_key: null }]);
  },
);

webhooks('news that lie, however often they come, change nothing', async ({ box_office }) => {
  const { show_id, payment_id, read } = await beginToPay(box_office, 'tok_late');
  const before = await read();
  for (const claims of ['captured', 'declined', 'refunded']) {
    const body = newsOf(show_id, payment_id, claims);
    const signature = sign(body, WEBHOOK_SECRET, Date.now());
    for (let times = 0; times < 5; times += 1) {
      assert.is((await post(box_office, body, signature)).status, 204);
    }
  }
  // Each piece of news may lead to the provider; so once it was asked again, they have had their effect.
  while ((await timesUnknown(box_office)) < 2);
  const after = await read();
  assert.is(valueAt(after, 'status'), 'reserved');
  assert.is(valueAt(after, 'payment', 'status'), 'in_flight');
  // One more step at most: that its provider cannot say how it stands.
  assert.ok(Number(valueAt(after, 'version')) <= Number(valueAt(before, 'version')) + 1);
});

webhooks(
  'forged, stale or unsigned news are refused, and nobody hears of them',
  async ({ box_office, passed_on }) => {
    const { show_id, payment_id } = await beginToPay(box_office, 'tok_late');
    const body = newsOf(show_id, payment_id);
    const now = Date.now();
    const good = sign(body, WEBHOOK_SECRET, now);
    const other = newsOf(show_id, drawId());
    const refused: readonly (readonly [Buffer, string | null])[] = [
      [body, null],
      [body, ''],
      [body, 'nonsense'],
      [body, sign(body, 'another secret', now)],
      [other, good],
      [Buffer.concat([body, Buffer.from(' ')]), good],
      [body, good.replace(/t=\d+/, (time) => `t=${Number(time.slice(2)) + 1}`)],
      [body, `${good},v1=${'0'.repeat(64)}`],
      [body, sign(body, WEBHOOK_SECRET, now - 6 * MINUTE_MS)],
      [body, sign(body, WEBHOOK_SECRET, now + 6 * MINUTE_MS)],
      [Buffer.alloc(0), good],
    ];
    for (const [sent, signature] of refused) {
      const answer = await post(box_office, sent, signature);
      assert.is(answer.status, 401, `${signature}: ${JSON.stringify(answer.body)}`);
      assert.is(valueAt(answer.body, 'code'), 'invalid_webhook');
    }
    assert.equal(passed_on, []);
  },
);

webhooks('each bit of a signed body counts', async ({ box_office, passed_on }) => {
  const body = newsOf(drawId(), drawId());
  const signature = sign(body, WEBHOOK_SECRET, Date.now());
  for (let at = 0; at < body.length; at += 7) {
    const changed = Buffer.from(body);
    changed[at] = (changed[at] ?? 0) ^ 1;
    assert.is((await post(box_office, changed, signature)).status, 401);
  }
  assert.equal(passed_on, []);
});

webhooks(
  'signed news that say nothing to us are taken in, and no more',
  async ({ box_office, passed_on }) => {
    for (const text of [
      '{}',
      '[]',
      'null',
      '{"data":{"payment":{"metadata":{"show_id":"x","payment_id":"y"}}}}',
    ]) {
      const body = Buffer.from(text);
      assert.is((await post(box_office, body, sign(body, WEBHOOK_SECRET, Date.now()))).status, 204);
    }
    const unknown = newsOf(drawId(), drawId());
    assert.is((await post(box_office, unknown, sign(unknown, WEBHOOK_SECRET, Date.now()))).status, 204);
    assert.is(passed_on.length, 1);
  },
);

webhooks('a body that is no JSON, or too large, is refused', async ({ box_office }) => {
  const text = Buffer.from('captured!');
  assert.is((await post(box_office, text, sign(text, WEBHOOK_SECRET, Date.now()))).status, 401);
  const large = Buffer.alloc(65 * 1_024, 'x');
  const answer = await post(box_office, large, sign(large, WEBHOOK_SECRET, Date.now()));
  assert.is(answer.status, 413);
});

webhooks('a service without the secret takes none', async () => {
  const box_office = await openBoxOffice({ gateway: { webhooks: null } });
  try {
    const body = newsOf(drawId(), drawId());
    const answer = await post(box_office, body, sign(body, WEBHOOK_SECRET, Date.now()));
    assert.equal([answer.status, valueAt(answer.body, 'code')], [403, 'webhooks_disabled']);
  } finally {
    await box_office.close();
  }
});

webhooks.run();
