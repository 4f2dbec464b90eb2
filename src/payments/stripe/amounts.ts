import { minorDigits } from '../../money.ts';

/** The digits of Stripe's minor units where they are not those of ISO 4217: https://docs.stripe.com/currencies */
const STRIPE_DIGITS: ReadonlyMap<string, number> = new Map([
  ['ISK', 2],
  ['MGA', 0],
  ['UGX', 2],
]);

/** Of currencies with three digits Stripe takes only amounts whose last one is 0. */
const THREE_DIGITS = 3;
const THREE_DIGITS_STEP = 10;

/** An amount in minor units as Stripe counts them; null where it cannot be said to Stripe. */
export function stripeAmount(amount: number, currency: string): number | null {
  const digits = minorDigits(currency);
  const converted = amount * 10 ** ((STRIPE_DIGITS.get(currency) ?? digits) - digits);
  if (!Number.isInteger(converted)) return null;
  return digits === THREE_DIGITS && converted % THREE_DIGITS_STEP !== 0 ? null : converted;
}
