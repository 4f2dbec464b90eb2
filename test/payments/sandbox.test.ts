import { createServer } from 'node:http';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawId } from '../../src/ids.ts';
import type { Charge, PaymentProvider } from '../../src/payments/provider.ts';
import type { Payment } from '../../src/payments/sandbox/payment.ts';
import { sandboxProvider } from '../../src/payments/sandbox/provider.ts';
import { TOKENS } from '../../src/payments/sandbox/tokens.ts';
import { API_SECRET, openTestSandbox, type TestSandbox } from '../support/sandbox.ts';

interface Context {
  now: number;
  sandbox: TestSandbox;
  provider: PaymentProvider;
}
const sandbox = suite<Context>('sandbox');

const LATE_MS = 60_000;
const signal = new AbortController().signal;

sandbox.before.each(async (context) => {
  context.now = Date.UTC(2026, 10, 23, 12);
  context.sandbox = await openTestSandbox({ late_ms: LATE_MS, clock: () => context.now });
  context.provider = context.sandbox.provider;
});
sandbox.after.each((context) => context.sandbox.close());

function charge(payment_token: string): Charge {
  const ids = { payment_id: drawId(), show_id: drawId(), booking_id: drawId() };
  return { ...ids, payment_token, amount: 1499, currency: 'USD' };
}

/** Talks to the service as anybody may. */
async function ask(
  { sandbox: { service } }: Context,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<{ status: number; replayed: string | null; body: { payment: Payment; error: { code: string } } }> {
  const answer = await fetch(`${service.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${API_SECRET}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return {
    status: answer.status,
    replayed: answer.headers.get('idempotent-replayed'),
    body: JSON.parse(await answer.text()),
  };
}

const order = (payment_token: string, capture = true) => ({
  amount: 1499,
  currency: 'USD',
  payment_token,
  capture,
  metadata: { booking_id: drawId() },
});
const key = () => ({ 'idempotency-key': drawId() });

sandbox('answers at once by the token', async ({ provider }) => {
  assert.equal(await provider.charge(charge('tok_ok'), signal), { type: 'captured' });
  assert.equal(await provider.charge(charge('tok_declined'), signal), {
    type: 'declined',
    reason: 'card_declined',
  });
  assert.equal(await provider.charge(charge('tok_insufficient_funds'), signal), {
    type: 'declined',
    reason: 'insufficient_funds',
  });
});

sandbox('declines a token that it does not know', async ({ provider }) => {
  for (const token of ['4111111111111111', 'constructor', 'toString']) {
    assert.equal(await provider.charge(charge(token), signal), {
      type: 'declined',
      reason: 'unknown_token',
    });
  }
});

sandbox('tok_unknown and tok_late are known only after a while', async (context) => {
  for (const [token, after_ms] of [
    ['tok_unknown', 1_500],
    ['tok_late', LATE_MS],
  ] as const) {
    const asked = charge(token);
    assert.equal(await context.provider.charge(asked, signal), { type: 'unknown' });
    context.now += after_ms - 1;
    assert.equal(await context.provider.lookUp(asked, signal), { type: 'unknown' });
    context.now += 1;
    assert.equal(await context.provider.lookUp(asked, signal), { type: 'captured' });
    assert.equal(await context.provider.charge(asked, signal), { type: 'captured' });
  }
});

sandbox(
  'tokens that time out are never answered, and known when they are looked up later',
  async (context) => {
    for (const [token, outcome] of [
      ['tok_timeout', { type: 'declined', reason: 'issuer_timeout' }],
      ['tok_timeout_captured', { type: 'captured' }],
    ] as const) {
      const asked = charge(token);
      const impatience = new AbortController();
      const request = context.provider
        .charge(asked, impatience.signal)
        .catch((error: Error) => error.message);
      while ((await context.provider.lookUp(asked, signal)).type === 'not_found');
      impatience.abort(new Error('too long'));
      assert.is(await request, 'too long');
      context.now += 1_000;
      assert.equal(await context.provider.lookUp(asked, signal), outcome);
    }
  },
);

sandbox('each token is described, and becomes what it says', async (context) => {
  for (const [token, { does, fate }] of Object.entries(TOKENS)) {
    assert.match(does, fate.reason ?? 'captured');
    if (fate.answers === 'never') continue;
    const made = await ask(context, 'POST', '/v1/payments', order(token), key());
    context.now += LATE_MS;
    const { body } = await ask(context, 'GET', `/v1/payments/${made.body.payment.id}`);
    assert.is(body.payment.status, fate.ends, token);
    assert.is(body.payment.reason, fate.reason, token);
  }
});

sandbox('what answers in its place may repeat what it was sent: no error does', async () => {
  const echo = createServer((incoming, outgoing) => {
    incoming.resume().on('end', () => outgoing.end('tok_ok'));
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  const bound = echo.address();
  const port = typeof bound === 'object' ? bound?.port : bound;
  const address = async (): Promise<string> => `http://127.0.0.1:${port}`;
  const provider = sandboxProvider({ address, api_secret: API_SECRET });
  try {
    await provider.charge(charge('tok_ok'), signal);
    assert.unreachable();
  } catch (error) {
    assert.is(String(error), 'Error: the sandbox answered 200');
  } finally {
    echo.closeAllConnections();
    echo.close();
  }
});

sandbox('one key is one payment; with another order it is refused', async (context) => {
  const asked = order('tok_ok');
  const once = key();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => ask(context, 'POST', '/v1/payments', asked, once)),
  );
  assert.is(new Set(answers.map(({ body }) => body.payment.id)).size, 1);
  assert.is(answers.filter(({ replayed }) => replayed === null).length, 1);
  const other = await ask(context, 'POST', '/v1/payments', { ...asked, amount: 1 }, once);
  assert.equal([other.status, other.body.error.code], [409, 'key_reused']);
});

sandbox('authorises first and captures later where that is asked for', async (context) => {
  const made = await ask(context, 'POST', '/v1/payments', order('tok_ok', false), key());
  assert.equal([made.body.payment.status, made.body.payment.captured], ['authorised', 0]);
  const path = `/v1/payments/${made.body.payment.id}/capture`;
  for (let times = 0; times < 2; times += 1) {
    const { payment } = (await ask(context, 'POST', path)).body;
    assert.equal([payment.status, payment.captured], ['captured', 1499]);
  }
  const declined = await ask(context, 'POST', '/v1/payments', order('tok_declined', false), key());
  assert.is((await ask(context, 'POST', `/v1/payments/${declined.body.payment.id}/capture`)).status, 409);
});

sandbox('refunds once for each key, and never more than was captured', async (context) => {
  const made = await ask(context, 'POST', '/v1/payments', order('tok_ok'), key());
  const path = `/v1/payments/${made.body.payment.id}/refunds`;
  const once = key();
  for (let times = 0; times < 2; times += 1) {
    const { payment } = (await ask(context, 'POST', path, { amount: 1_000 }, once)).body;
    assert.is(payment.refunded, 1_000);
  }
  assert.is((await ask(context, 'POST', path, { amount: 500 }, key())).status, 409);
  assert.is((await ask(context, 'POST', path, { amount: 499 }, key())).body.payment.refunded, 1499);
});

sandbox(
  'gives a whole payment back, however often it is asked; of one that is unknown it says so',
  async (context) => {
    const { provider } = context;
    const asked = charge('tok_ok');
    assert.equal(await provider.refund(asked, signal), { type: 'failed', reason: 'unknown_payment' });
    await provider.charge(asked, signal);
    assert.equal(await provider.refund(asked, signal), { type: 'refunded' });
    assert.equal(await provider.refund(asked, signal), { type: 'refunded' });
    const { body } = await ask(context, 'GET', `/v1/payments?idempotency_key=${asked.payment_id}`);
    assert.is(body.payment.refunded, 1499);
  },
);

sandbox('what it acknowledged is in its books after a restart', async (context) => {
  const { provider, sandbox: service } = context;
  const kept = charge('tok_ok');
  const waiting = charge('tok_unknown');
  await provider.charge(kept, signal);
  await provider.charge(waiting, signal);
  await service.restart();
  assert.equal(await provider.lookUp(kept, signal), { type: 'captured' });
  context.now += 1_500;
  assert.equal(await provider.lookUp(waiting, signal), { type: 'captured' });
  const answer = await fetch(`${service.service.url}/books`, {
    headers: { authorization: `Bearer ${API_SECRET}` },
  });
  const lines = (await answer.text()).trim().split('\n');
  assert.equal(
    lines.map((line) => JSON.parse(line).idempotency_key).sort(),
    [kept.payment_id, waiting.payment_id].sort(),
  );
});

sandbox('does nothing for who does not name the secret', async (context) => {
  for (const authorization of ['', 'Bearer', `Bearer ${API_SECRET}x`, API_SECRET]) {
    for (const path of ['/books', '/v1/payments?idempotency_key=x', '/v1/payments/x', '/nowhere']) {
      assert.is((await ask(context, 'GET', path, undefined, { authorization })).status, 401);
    }
    const made = await ask(context, 'POST', '/v1/payments', order('tok_ok'), { ...key(), authorization });
    assert.is(made.status, 401);
  }
});

sandbox('refuses what it cannot read', async (context) => {
  const bad = [
    { ...order('tok_ok'), amount: 0 },
    { ...order('tok_ok'), amount: 1.5 },
    { ...order('tok_ok'), currency: 'usd' },
    { amount: 1 },
  ];
  for (const body of bad) assert.is((await ask(context, 'POST', '/v1/payments', body, key())).status, 400);
  assert.is((await ask(context, 'POST', '/v1/payments', order('tok_ok'))).status, 400);
});

sandbox.run();
