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

/**
 * Stripe repeats its first answer to a key for a day at least, be it a fault of its own: so a refund gets a new key now and
 * then. What protects from giving back twice is that a refund is of all that is left, of which there is none then.
 */
const REFUND_KEY_KEPT_MS = 3_600_000;

export interface StripeAccess {
  /** Null: Stripe's own. */
  readonly url: string | null;
  readonly api_secret: string;
  readonly timeout_ms: number;
  /** Unix milliseconds. */
  readonly clock: () => number;
}

/** Stripe, through PaymentIntents that are made, confirmed and captured in one request. */
export function stripeProvider({ url, api_secret, timeout_ms, clock }: StripeAccess): PaymentProvider {
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

  async function refund(order: Refund): Promise<RefundOutcome> {
    const { payment_id, show_id, booking_id } = order;
    const payment_intent = await findIntent(payment_id);
    if (payment_intent === null) return { type: 'failed', reason: 'payment_not_found' };
    const { data: refunds } = await stripe.refunds.list({ payment_intent, limit: REFUNDS_MOST });
    const standing = refunds.filter(({ status }) => status !== 'failed' && status !== 'canceled');
    // A part may have been given back by hand.
    const given_back = standing.reduce((sum, { amount }) => sum + amount, 0);
    const owed = stripeAmount(order.amount, order.currency);
    if (owed !== null && given_back >= owed) return outcomeOfAll(standing);
    const attempt = `${refunds.length}-${Math.floor(clock() / REFUND_KEY_KEPT_MS)}`;
    try {
      const made = await stripe.refunds.create(
        { payment_intent, metadata: { payment_id, show_id, booking_id } },
        { idempotencyKey: `${payment_id}-refund-${attempt}` },
      );
      return outcomeOfAll([...standing, made]);
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

/** Of the refunds that together give all back; the last of them may be one that has just failed. */
function outcomeOfAll(refunds: readonly Stripe.Refund[]): RefundOutcome {
  const newest = refunds.at(-1);
  if (newest?.status === 'failed' || newest?.status === 'canceled') {
    return { type: 'failed', reason: newest.failure_reason ?? newest.status };
  }
  return refunds.every(({ status }) => status === 'succeeded') ? { type: 'refunded' } : { type: 'pending' };
}

function addressOf(url: string): { protocol: 'http' | 'https'; host: string; port: string } {
  const { protocol, hostname, port } = new URL(url);
  const is_plain = protocol === 'http:';
  return { protocol: is_plain ? 'http' : 'https', host: hostname, port: port || (is_plain ? '80' : '443') };
}
