/** Stripe's minor units where they are not those of ISO 4217, in decimals: https://docs.stripe.com/currencies */
const STRIPE_DECIMALS: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 };

/** Of currencies with three decimals Stripe takes only amounts whose last one is 0. */
const THREE_DECIMALS_STEP = 10;

/** An amount in minor units as Stripe counts them; null where it cannot be said to Stripe. */
export function stripeAmount(amount: number, currency: string): number | null {
  const decimals = decimalsOf(currency);
  const converted = amount * 10 ** ((STRIPE_DECIMALS[currency] ?? decimals) - decimals);
  if (!Number.isInteger(converted)) return null;
  return decimals === 3 && converted % THREE_DECIMALS_STEP !== 0 ? null : converted;
}

function decimalsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 0;
}
