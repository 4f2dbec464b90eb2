const USUAL_DIGITS = 2;

/** ISO 4217: the digits of a currency's minor unit, where they are not two. What a browser knows differs for some. */
const DIGITS: Readonly<Record<string, readonly string[]>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '),
  3: 'BHD IQD JOD KWD LYD OMR TND'.split(' '),
  4: 'CLF UYW'.split(' '),
};

export function minorDigits(currency: string): number {
  const unusual = Object.entries(DIGITS).find(([, currencies]) => currencies.includes(currency));
  return unusual === undefined ? USUAL_DIGITS : Number(unusual[0]);
}
