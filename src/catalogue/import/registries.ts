/** What the standards' registries hold, as far as this computer's Unicode data knows them. */

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
const COUNTRIES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const COUNTRY_UNKNOWN = 'ZZ';

/** Whether ISO 4217 has the currency. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

/** Whether ISO 3166-1 has the country, by two letters. */
export function isCountry(code: string): boolean {
  return code !== COUNTRY_UNKNOWN && COUNTRIES.of(code) !== undefined;
}
