import Stripe from 'stripe';

/** Why a card was refused, as Stripe says it. */
interface Refusal {
  readonly decline_code?: string;
  readonly code?: string;
}

export function reasonOf({ decline_code, code }: Refusal): string {
  // The library makes an empty text of what is not there.
  return decline_code || code || 'card_declined';
}

/** A refusal that is final: the card's, or the request's own; null where it may still go through. */
export function declineOf(error: unknown): { readonly type: 'declined'; readonly reason: string } | null {
  if (error instanceof Stripe.errors.StripeCardError) return { type: 'declined', reason: reasonOf(error) };
  if (error instanceof Stripe.errors.StripeInvalidRequestError) {
    return { type: 'declined', reason: error.code || 'invalid_request' };
  }
  return null;
}

/** Stripe's own errors carry the whole answer, and their words may repeat a token. */
export async function withoutSecrets<Result>(request: Promise<Result>): Promise<Result> {
  try {
    return await request;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const { type, statusCode, code, requestId } = error;
    const details = [statusCode, code, requestId].filter(Boolean);
    throw new Error(`${type} ${details.join(' ')}`.trimEnd());
  }
}
