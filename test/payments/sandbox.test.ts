import { ulid } from 'ulid';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ChargeOutcome } from '../../src/payments/provider.ts';
import { openSandbox } from '../../src/payments/sandbox.ts';

const sandbox = suite('sandbox');

const LATE_MS = 60_000;
const STARTED_AT = Date.UTC(2026, 10, 23, 12);
const payment_id = ulid(STARTED_AT);

/** Asks a sandbox that has just been opened, so that whatever it says cannot come from its memory. */
function charge(payment_token: string, after_ms: number): Promise<ChargeOutcome> {
  const provider = openSandbox({ late_ms: LATE_MS, clock: () => STARTED_AT + after_ms });
  return provider.charge(
    { payment_id, payment_token, amount: 1499, currency: 'USD' },
    new AbortController().signal,
  );
}

sandbox('answers at once by the token', async () => {
  assert.equal(await charge('tok_ok', 0), { type: 'captured' });
  assert.equal(await charge('tok_declined', 0), { type: 'declined', reason: 'card_declined' });
  assert.equal(await charge('tok_insufficient_funds', 0), { type: 'declined', reason: 'insufficient_funds' });
});

sandbox('declines a token that it does not know', async () => {
  assert.equal(await charge('4111111111111111', 0), { type: 'declined', reason: 'unknown_token' });
});

sandbox('tok_unknown is not known at first, and captured when asked for again', async () => {
  assert.equal(await charge('tok_unknown', 0), { type: 'unknown' });
  assert.equal(await charge('tok_unknown', 2_000), { type: 'captured' });
});

sandbox('tok_late is captured only after the reservation must have been let go', async () => {
  assert.equal(await charge('tok_late', LATE_MS - 1), { type: 'unknown' });
  assert.equal(await charge('tok_late', LATE_MS), { type: 'captured' });
});

sandbox('tok_slow takes its time, and gives up when nobody listens any more', async () => {
  const provider = openSandbox({ late_ms: LATE_MS, clock: () => STARTED_AT });
  const controller = new AbortController();
  const request = provider.charge(
    { payment_id, payment_token: 'tok_slow', amount: 1499, currency: 'USD' },
    controller.signal,
  );
  const first = await Promise.race([
    request,
    new Promise((resolve) => setImmediate(resolve, 'still waiting')),
  ]);
  assert.is(first, 'still waiting');
  controller.abort();
  assert.is(await request.catch((error: Error) => error.name), 'AbortError');
});

sandbox('refunds', async () => {
  const provider = openSandbox({ late_ms: LATE_MS, clock: () => STARTED_AT });
  const refund = { payment_id, amount: 1499, currency: 'USD' };
  assert.equal(await provider.refund(refund, new AbortController().signal), { type: 'refunded' });
});

sandbox.run();
