/** What becomes of a payment, decided when it is asked for. */
export interface Fate {
  readonly ends: 'captured' | 'declined';
  /** Why it is declined, else null. */
  readonly reason: string | null;
  /** How long after it was asked for it ends; until then it is processing. */
  readonly after_ms: number;
  /** What whoever asked for it first hears: an answer at once, one when it has ended, or nothing. */
  readonly answers: 'at_once' | 'at_end' | 'never';
  /** So many attempts at giving it back fail. */
  readonly refunds_failing: number;
}

interface Token {
  readonly does: string;
  /** `late` is as long as the sandbox is told to take a payment that comes too late. */
  readonly fate: Omit<Fate, 'after_ms'> & { readonly after_ms: number | 'late' };
}

const captured = {
  ends: 'captured',
  reason: null,
  after_ms: 0,
  answers: 'at_once',
  refunds_failing: 0,
} as const;
const declined = { ...captured, ends: 'declined' } as const;

/** Every token that the sandbox knows; it stands for a card, as a real provider's does. */
export const TOKENS: Readonly<Record<string, Token>> = {
  tok_ok: { does: 'is captured at once', fate: captured },
  tok_declined: {
    does: 'is declined: card_declined',
    fate: { ...declined, reason: 'card_declined' },
  },
  tok_insufficient_funds: {
    does: 'is declined: insufficient_funds',
    fate: { ...declined, reason: 'insufficient_funds' },
  },
  tok_slow: {
    does: 'is captured after 3 s, and answered then',
    fate: { ...captured, after_ms: 3_000, answers: 'at_end' },
  },
  tok_unknown: {
    does: 'is processing when it is asked for, and captured after 1.5 s',
    fate: { ...captured, after_ms: 1_500 },
  },
  tok_late: {
    does: 'is processing, and captured only when its reservation is gone; so it is refunded',
    fate: { ...captured, after_ms: 'late' },
  },
  tok_timeout: {
    does: 'is never answered, and declined after 1 s: issuer_timeout',
    fate: { ...declined, reason: 'issuer_timeout', after_ms: 1_000, answers: 'never' },
  },
  tok_timeout_captured: {
    does: 'is never answered, and captured after 1 s',
    fate: { ...captured, after_ms: 1_000, answers: 'never' },
  },
  tok_refund_fails: {
    does: 'is captured at once; the first two attempts to refund it fail: refund_declined',
    fate: { ...captured, refunds_failing: 2 },
  },
};

/** What a payment with a token that nobody knows comes to. */
const UNKNOWN: Fate = { ...declined, reason: 'unknown_token' };

export function fateOf(payment_token: string, late_ms: number): Fate {
  const token = Object.hasOwn(TOKENS, payment_token) ? TOKENS[payment_token] : undefined;
  if (token === undefined) return UNKNOWN;
  const { after_ms } = token.fate;
  return { ...token.fate, after_ms: after_ms === 'late' ? late_ms : after_ms };
}
