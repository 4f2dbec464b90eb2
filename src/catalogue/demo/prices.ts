/** What seats cost where the demo's large countries pay in their own currency, in minor units. Elsewhere in US dollars. */
interface PriceList {
  readonly currency: string;
  readonly regular: number;
  readonly premium: number;
  /** Prices are multiples of this. */
  readonly step: number;
}

const EURO: PriceList = { currency: 'EUR', regular: 1_100, premium: 1_500, step: 10 };
const DOLLAR_ELSEWHERE: PriceList = { currency: 'USD', regular: 600, premium: 900, step: 10 };

const PRICES: Readonly<Record<string, PriceList>> = {
  AE: { currency: 'AED', regular: 4_500, premium: 7_500, step: 100 },
  AR: { currency: 'ARS', regular: 900_000, premium: 1_300_000, step: 10_000 },
  AT: EURO,
  AU: { currency: 'AUD', regular: 2_200, premium: 3_200, step: 50 },
  BD: { currency: 'BDT', regular: 40_000, premium: 60_000, step: 1_000 },
  BE: EURO,
  BR: { currency: 'BRL', regular: 3_600, premium: 5_200, step: 100 },
  CA: { currency: 'CAD', regular: 1_525, premium: 2_100, step: 25 },
  CL: { currency: 'CLP', regular: 6_000, premium: 8_500, step: 100 },
  CN: { currency: 'CNY', regular: 4_500, premium: 7_000, step: 100 },
  CO: { currency: 'COP', regular: 1_600_000, premium: 2_400_000, step: 10_000 },
  CZ: { currency: 'CZK', regular: 21_900, premium: 29_900, step: 1_000 },
  DE: EURO,
  DK: { currency: 'DKK', regular: 11_500, premium: 15_500, step: 500 },
  EG: { currency: 'EGP', regular: 15_000, premium: 25_000, step: 500 },
  ES: { ...EURO, regular: 850, premium: 1_200 },
  FR: { ...EURO, regular: 1_250, premium: 1_650 },
  GB: { currency: 'GBP', regular: 1_050, premium: 1_450, step: 25 },
  HK: { currency: 'HKD', regular: 9_500, premium: 14_000, step: 500 },
  HU: { currency: 'HUF', regular: 249_000, premium: 349_000, step: 10_000 },
  ID: { currency: 'IDR', regular: 5_000_000, premium: 9_000_000, step: 500_000 },
  IE: { ...EURO, regular: 1_250, premium: 1_650 },
  IN: { currency: 'INR', regular: 25_000, premium: 45_000, step: 1_000 },
  IT: { ...EURO, regular: 900, premium: 1_250 },
  // Yen have no minor units, and neither have Chilean pesos, won and dong.
  JP: { currency: 'JPY', regular: 1_900, premium: 2_700, step: 100 },
  KR: { currency: 'KRW', regular: 14_000, premium: 18_000, step: 500 },
  KE: { currency: 'KES', regular: 70_000, premium: 110_000, step: 5_000 },
  MA: { currency: 'MAD', regular: 6_000, premium: 9_000, step: 500 },
  MX: { currency: 'MXN', regular: 8_500, premium: 15_000, step: 100 },
  MY: { currency: 'MYR', regular: 1_900, premium: 3_200, step: 100 },
  NG: { currency: 'NGN', regular: 450_000, premium: 700_000, step: 10_000 },
  PE: { currency: 'PEN', regular: 2_200, premium: 3_400, step: 50 },
  PH: { currency: 'PHP', regular: 35_000, premium: 55_000, step: 1_000 },
  PK: { currency: 'PKR', regular: 100_000, premium: 160_000, step: 5_000 },
  PL: { currency: 'PLN', regular: 2_900, premium: 3_900, step: 100 },
  RU: { currency: 'RUB', regular: 45_000, premium: 70_000, step: 1_000 },
  SA: { currency: 'SAR', regular: 5_500, premium: 8_500, step: 100 },
  SE: { currency: 'SEK', regular: 14_500, premium: 19_500, step: 500 },
  SG: { currency: 'SGD', regular: 1_500, premium: 2_200, step: 50 },
  TH: { currency: 'THB', regular: 24_000, premium: 38_000, step: 1_000 },
  TR: { currency: 'TRY', regular: 25_000, premium: 38_000, step: 500 },
  TW: { currency: 'TWD', regular: 33_000, premium: 45_000, step: 1_000 },
  UA: { currency: 'UAH', regular: 20_000, premium: 32_000, step: 1_000 },
  US: { currency: 'USD', regular: 1_499, premium: 1_999, step: 1 },
  VN: { currency: 'VND', regular: 95_000, premium: 140_000, step: 5_000 },
  ZA: { currency: 'ZAR', regular: 12_000, premium: 18_000, step: 500 },
};

/** Of the full price, before the evening. */
const AFTERNOON_PERCENT = 80;

/** The fields of an imported show that say what its seats cost. */
export function pricesIn(
  country: string,
  is_afternoon: boolean,
): { currency: string; prices: { regular: number; premium: number } } {
  const { currency, regular, premium, step } = PRICES[country] ?? DOLLAR_ELSEWHERE;
  const percent = is_afternoon ? AFTERNOON_PERCENT : 100;
  const price = (full: number): number => Math.round((full * percent) / 100 / step) * step;
  return { currency, prices: { regular: price(regular), premium: price(premium) } };
}
