import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Charge, ChargeOutcome, PaymentProvider, Refund } from '../provider.ts';
import { exchange } from './exchange.ts';

export interface SandboxAccess {
  /** Where it listens; it may be waited for. */
  readonly address: (signal: AbortSignal) => Promise<string>;
  readonly api_secret: string;
}

/** Of what the sandbox says of a payment, the part that counts. */
const Payment = Type.Object({
  id: Type.String(),
  status: Type.Union([
    Type.Literal('processing'),
    Type.Literal('authorised'),
    Type.Literal('captured'),
    Type.Literal('declined'),
  ]),
  reason: Type.Union([Type.String(), Type.Null()]),
  refunded: Type.Integer(),
});
type Payment = Static<typeof Payment>;

const PaymentAnswer = Compile(Type.Object({ payment: Payment }));
const ErrorAnswer = Compile(Type.Object({ error: Type.Object({ code: Type.String() }) }));

/** The sandbox, as the cashier asks it over HTTP. It remembers its keys for ever. */
export function sandboxProvider({ address, api_secret }: SandboxAccess): PaymentProvider {
  async function ask(
    signal: AbortSignal,
    path: string,
    post?: { readonly key: string; readonly body: object },
  ): Promise<Payment | { readonly error: string }> {
    const answer = await exchange(`${await address(signal)}${path}`, {
      method: post === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${api_secret}`,
        ...(post === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': post.key }),
      },
      body: post === undefined ? null : JSON.stringify(post.body),
      signal,
    });
    const body = readJson(answer.body);
    if (PaymentAnswer.Check(body)) return body.payment;
    if (ErrorAnswer.Check(body) && answer.status < 500) return { error: body.error.code };
    throw new Error(`the sandbox answered ${answer.status}`);
  }

  const find = (payment_id: string, signal: AbortSignal) =>
    ask(signal, `/v1/payments?idempotency_key=${payment_id}`);

  return {
    key_memory: { alive_ms: Number.POSITIVE_INFINITY, findable_ms: Number.POSITIVE_INFINITY },

    async charge(charge, signal) {
      const payment = await ask(signal, '/v1/payments', { key: charge.payment_id, body: orderOf(charge) });
      if ('error' in payment) throw refusal(payment.error);
      return outcomeOf(payment);
    },

    async lookUp({ payment_id }, signal) {
      const payment = await find(payment_id, signal);
      if (!('error' in payment)) return outcomeOf(payment);
      if (payment.error === 'unknown_payment') return { type: 'not_found' };
      throw refusal(payment.error);
    },

    async refund({ payment_id, amount }: Refund, signal) {
      const payment = await find(payment_id, signal);
      if ('error' in payment) return { type: 'failed', reason: payment.error };
      if (payment.refunded === amount) return { type: 'refunded' };
      const path = `/v1/payments/${payment.id}/refunds`;
      const refunded = await ask(signal, path, { key: `${payment_id}-refund`, body: { amount } });
      return 'error' in refunded ? { type: 'failed', reason: refunded.error } : { type: 'refunded' };
    },
  };
}

/** What is no JSON is not repeated in an error: it may be what was sent. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function orderOf({ payment_id, show_id, booking_id, payment_token, amount, currency }: Charge): object {
  const metadata = { show_id, booking_id, payment_id };
  return { amount, currency, payment_token, capture: true, metadata };
}

function outcomeOf({ status, reason }: Payment): ChargeOutcome {
  switch (status) {
    case 'captured':
      return { type: 'captured' };
    case 'declined':
      return { type: 'declined', reason: reason ?? 'declined' };
    case 'processing':
    case 'authorised':
      return { type: 'unknown' };
  }
}

function refusal(code: string): Error {
  return new Error(`the sandbox refused the request: ${code}`);
}
