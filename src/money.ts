/**
 * ISO 4217: the digits of a currency's minor unit, where they are not two. Not taken from Intl, which follows daily life
 * and knows no hundredths of forint, rupiah or Colombian pesos: what is stored would be shown as a hundred times as much.
 */
const MINOR_DIGITS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
    3: 'BHD IQD JOD KWD LYD OMR TND',
    4: 'CLF UYW',
  }).flatMap(([digits, currencies]) =>
    currencies.split(' ').map((currency): [string, number] => [currency, Number(digits)]),
  ),
);

const USUAL_MINOR_DIGITS = 2;

/** How many digits a currency's minor unit is behind the point. */
export function minorDigits(currency: string): number {
  return MINOR_DIGITS.get(currency) ?? USUAL_MINOR_DIGITS;
}

/** An amount in minor units as an exact decimal number for machines to read, e.g. `-1234.50`; `1234` for yen. */
export function decimalAmount(amount: number | bigint, currency: string): string {
  const { sign, whole, fraction } = parts(amount, currency);
  return `${sign}${whole}${fraction}`;
}

/** The same for a person, e.g. `-1,234.50`. */
export function formatAmount(amount: number | bigint, currency: string): string {
  const { sign, whole, fraction } = parts(amount, currency);
  return `${sign}${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}${fraction}`;
}

/** An amount in minor units for a person to read, e.g. `EUR 44.00`. */
export function formatMoney(amount: number | bigint, currency: string): string {
  return `${currency} ${formatAmount(amount, currency)}`;
}

/** Cut as text: what is divided by a hundred is no longer exact. `fraction` has its point, or is empty. */
function parts(amount: number | bigint, currency: string): { sign: string; whole: string; fraction: string } {
  const digits = minorDigits(currency);
  // A number that is not whole is no amount: BigInt throws a RangeError for it.
  const exact = BigInt(amount);
  const text = String(exact < 0n ? -exact : exact).padStart(digits + 1, '0');
  const point = text.length - digits;
  return {
    sign: exact < 0n ? '-' : '',
    whole: text.slice(0, point),
    fraction: digits === 0 ? '' : `.${text.slice(point)}`,
  };
}
