/**
 * The port of a payment provider: authorises and captures a payment in one request, gives all of it back in another,
 * and says what became of one that it was asked for. The cashier never has two requests for the same payment under way.
 * An implementation may reject with any error, whose message must not contain a token or a key; that counts as not
 * knowing. It should give up when `signal` aborts: nobody listens any more.
 */
export interface PaymentProvider {
  readonly key_memory: KeyMemory;

  /** Idempotent by `payment_id`: while the key is alive, asking again moves no money twice. */
  charge(charge: Charge, signal: AbortSignal): Promise<ChargeOutcome>;

  /** What became of a charge that was asked for before, or may have been. Moves no money. */
  lookUp(charge: Charge, signal: AbortSignal): Promise<ChargeOutcome | NotFound>;

  /** Idempotent by `payment_id`, however long ago the payment was: it is given back once. */
  refund(refund: Refund, signal: AbortSignal): Promise<RefundOutcome>;
}

/** How long the provider remembers a payment's key, both since the payment was begun, in milliseconds. */
export interface KeyMemory {
  /** While it is younger, its key can be used again. With an older one, the same request would be a new payment. */
  readonly alive_ms: number;
  /** When it is older, whatever was ever made under the key is found: what is not found was never made. */
  readonly findable_ms: number;
}

export interface Charge {
  /** ULID; the idempotency key. Its time is when the payment was begun. */
  readonly payment_id: string;
  /** With the payment's id, what the provider's news of it is found by. */
  readonly show_id: string;
  readonly booking_id: string;
  /** What the provider gave the client in place of a card's number. It is a secret. */
  readonly payment_token: string;
  /** Minor units. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** Of a payment that was captured, in full. */
export type Refund = Omit<Charge, 'payment_token'>;

export type ChargeOutcome =
  | { readonly type: 'captured' }
  /** Final: no money has moved or will; `reason` is a stable code, e.g. `card_declined`. */
  | { readonly type: 'declined'; readonly reason: string }
  /** The provider cannot say yet. It is to be asked again. */
  | { readonly type: 'unknown' };

/** The provider knows nothing of the payment, or not yet. */
export interface NotFound {
  readonly type: 'not_found';
}

export type RefundOutcome =
  | { readonly type: 'refunded' }
  /** It is on its way, and its end is to be asked for. */
  | { readonly type: 'pending' }
  /** Not now. It stays due and is to be asked for again. */
  | { readonly type: 'failed'; readonly reason: string };
