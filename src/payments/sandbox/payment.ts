import type { Fate } from './tokens.ts';

/** A payment, as the sandbox's interface shows it. Amounts in minor units, times in Unix milliseconds. */
export interface Payment {
  readonly id: string;
  readonly idempotency_key: string;
  readonly status: 'processing' | 'authorised' | 'captured' | 'declined';
  /** Why it was declined, else null. */
  readonly reason: string | null;
  readonly amount: number;
  readonly currency: string;
  readonly captured: number;
  readonly refunded: number;
  readonly metadata: Metadata;
  readonly created_at: number;
}

/** What whoever asks for a payment wants to find in everything that is said of it. */
export type Metadata = Readonly<Record<string, string>>;

export interface PaymentOrder {
  readonly amount: number;
  readonly currency: string;
  /** Whether it is to be captured as well, or only authorised. */
  readonly capture: boolean;
  readonly metadata: Metadata;
}

/** What happened to a payment, in the words of the webhooks. */
export type EventType =
  | 'payment.authorised'
  | 'payment.captured'
  | 'payment.declined'
  | 'payment.refunded'
  | 'payment.refund_failed';

/** How a payment ends when its time has come. */
export function endOf(fate: Fate, order: PaymentOrder): 'authorised' | 'captured' | 'declined' {
  if (fate.ends === 'declined') return 'declined';
  return order.capture ? 'captured' : 'authorised';
}
