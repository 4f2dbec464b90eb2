import Stripe from 'stripe';
import { LinkedHashMap } from '../../../actors/collections/linked-hash-map.ts';
import type { Charge, ChargeOutcome, PaymentProvider, Refund, RefundOutcome } from '../provider.ts';
import { stripeAmount } from './amounts.ts';
import { declineOf, reasonOf, withoutSecrets } from './errors.ts';

/** Stripe forgets a key when it is 24 hours old at the earliest, and finds a payment within minutes. */
const KEY_ALIVE_MS = 23 * 3_600_000;
const FINDABLE_MS = 25 * 3_600_000;

/** So many payments are found without a search: it takes up to a minute until a new one is in it. */
const REMEMBERED_MOST = 10_000;

const REFUNDS_MOST = 100;

export interface StripeAccess {
  /** Null: Stripe's own. */
  readonly url: string | null;
  readonly api_secret: string;
  readonly timeout_ms: number;
}

/** Stripe, through PaymentIntents that are made, confirmed and captured in one request. */
export function stripeProvider({ url, api_secret, timeout_ms }: StripeAccess): PaymentProvider {
  const stripe = new Stripe(api_secret, {
    ...(url === null ? {} : addressOf(url)),
    timeout: timeout_ms,
    // The cashier repeats, and looks before it does.
    maxNetworkRetries: 0,
    telemetry: false,
  });
  const remembered = new LinkedHashMap<string, { readonly payment_id: string; readonly intent_id: string }>();

  function remember(payment_id: string, intent_id: string): void {
    if (remembered.has(payment_id)) return;
    remembered.append(payment_id, { payment_id, intent_id });
    const { head } = remembered;
    if (remembered.size > REMEMBERED_MOST && head !== undefined) remembered.delete(head.payment_id);
  }

  async function findIntent(payment_id: string): Promise<string | null> {
    const known = remembered.get(payment_id);
    if (known !== undefined) return known.intent_id;
    const query = `metadata['payment_id']:'${payment_id}'`;
    const found = await stripe.paymentIntents.search({ query, limit: 1 });
    const intent_id = found.data[0]?.id ?? null;
    if (intent_id !== null) remember(payment_id, intent_id);
    return intent_id;
  }

  async function outcomeOf(intent: Stripe.PaymentIntent): Promise<ChargeOutcome> {
    switch (intent.status) {
      case 'succeeded':
        return { type: 'captured' };
      case 'processing':
        return { type: 'unknown' };
      case 'canceled':
        return { type: 'declined', reason: intent.cancellation_reason ?? 'canceled' };
      default:
        if (intent.last_payment_error !== null) {
          return { type: 'declined', reason: reasonOf(intent.last_payment_error) };
        }
        // It waits for a step that nobody will take, such as a question to its customer; so that nobody can take it either:
        return outcomeOf(await stripe.paymentIntents.cancel(intent.id, { cancellation_reason: 'abandoned' }));
    }
  }

  async function charge(order: Charge): Promise<ChargeOutcome> {
    const { payment_id, show_id, booking_id, payment_token, currency } = order;
    const amount = stripeAmount(order.amount, currency);
    if (amount === null) return { type: 'declined', reason: 'invalid_amount' };
    let intent: Stripe.PaymentIntent;
    try {
      intent = await stripe.paymentIntents.create(
        {
          amount,
          currency: currency.toLowerCase(),
          payment_method: payment_token,
          allowed_payment_method_types: ['card'],
          confirm: true,
          off_session: true,
          capture_method: 'automatic',
          metadata: { payment_id, show_id, booking_id },
        },
        { idempotencyKey: payment_id },
      );
    } catch (error) {
      const decline = declineOf(error);
      if (decline !== null) return decline;
      throw error;
    }
    remember(payment_id, intent.id);
    return outcomeOf(intent);
  }

  async function refund({ payment_id, show_id, booking_id }: Refund): Promise<RefundOutcome> {
    const payment_intent = await findIntent(payment_id);
    if (payment_intent === null) return { type: 'failed', reason: 'payment_not_found' };
    const { data: refunds } = await stripe.refunds.list({ payment_intent, limit: REFUNDS_MOST });
    const open = refunds.find(({ status }) => status !== 'failed' && status !== 'canceled');
    if (open !== undefined) return refundOutcome(open);
    try {
      return refundOutcome(
        await stripe.refunds.create(
          { payment_intent, metadata: { payment_id, show_id, booking_id } },
          // Under the key of an attempt that failed, Stripe would repeat that failure.
          { idempotencyKey: `${payment_id}-refund-${refunds.length}` },
        ),
      );
    } catch (error) {
      const decline = declineOf(error);
      if (decline === null) throw error;
      if (decline.reason === 'charge_already_refunded') return { type: 'refunded' };
      return { type: 'failed', reason: decline.reason };
    }
  }

  return {
    key_memory: { alive_ms: KEY_ALIVE_MS, findable_ms: FINDABLE_MS },
    charge: (order) => withoutSecrets(charge(order)),
    lookUp: ({ payment_id }) =>
      withoutSecrets(
        findIntent(payment_id).then(async (intent_id) =>
          // The search may be behind; the payment itself is not.
          intent_id === null
            ? { type: 'not_found' }
            : outcomeOf(await stripe.paymentIntents.retrieve(intent_id)),
        ),
      ),
    refund: (order) => withoutSecrets(refund(order)),
  };
}

function refundOutcome({ status, failure_reason }: Stripe.Refund): RefundOutcome {
  if (status === 'succeeded') return { type: 'refunded' };
  if (status === 'failed' || status === 'canceled') {
    return { type: 'failed', reason: failure_reason ?? status };
  }
  return { type: 'pending' };
}

function addressOf(url: string): { protocol: 'http' | 'https'; host: string; port: string } {
  const { protocol, hostname, port } = new URL(url);
  const is_plain = protocol === 'http:';
  return { protocol: is_plain ? 'http' : 'https', host: hostname, port: port || (is_plain ? '80' : '443') };
}
