/**
 * The port of a payment provider. Both requests are idempotent by `payment_id`: asking again gives the outcome of the
 * first time and moves no money twice. An implementation may reject with any error, whose message must not contain
 * the token; that counts as not knowing. It should give up when `signal` aborts: nobody listens any more.
 */
export interface PaymentProvider {
  charge(charge: Charge, signal: AbortSignal): Promise<ChargeOutcome>;
  refund(refund: Refund, signal: AbortSignal): Promise<RefundOutcome>;
}

export interface Charge {
  /** ULID; the idempotency key. */
  readonly payment_id: string;
  /** What the provider gave the client in place of a card's number. It is a secret. */
  readonly payment_token: string;
  /** Minor units. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** Of a payment that was captured, in full. */
export interface Refund {
  readonly payment_id: string;
  readonly amount: number;
  readonly currency: string;
}

export type ChargeOutcome =
  | { readonly type: 'captured' }
  /** Final: no money has moved or will; `reason` is a stable code, e.g. `card_declined`. */
  | { readonly type: 'declined'; readonly reason: string }
  /** The provider cannot say yet. It is to be asked again. */
  | { readonly type: 'unknown' };

export type RefundOutcome =
  | { readonly type: 'refunded' }
  /** Not now. It stays due and is to be asked for again. */
  | { readonly type: 'failed'; readonly reason: string };
