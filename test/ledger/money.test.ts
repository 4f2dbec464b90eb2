import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { csvLine } from '../../src/csv.ts';
import { decimalAmount, formatMoney } from '../../src/money.ts';
import { minorDigits } from '../../src/web/shared/minor-digits.ts';

const money = suite('money');

money('has as many digits as its currency has by ISO 4217', () => {
  assert.is(formatMoney(4_400, 'EUR'), 'EUR 44.00');
  assert.is(formatMoney(1_900, 'JPY'), 'JPY 1,900');
  assert.is(formatMoney(3_250, 'KWD'), 'KWD 3.250');
  assert.is(formatMoney(249_000, 'HUF'), 'HUF 2,490.00');
  assert.is(formatMoney(5, 'USD'), 'USD 0.05');
  assert.is(formatMoney(-123_456_789, 'USD'), 'USD -1,234,567.89');
});

money('has as many digits on the page', () => {
  for (const currency of Intl.supportedValuesOf('currency')) {
    const digits = decimalAmount(1, currency).split('.')[1]?.length ?? 0;
    assert.is(minorDigits(currency), digits, currency);
  }
});

money('is exact, however much it is', () => {
  assert.is(decimalAmount(Number.MAX_SAFE_INTEGER, 'USD'), '90071992547409.91');
  assert.is(decimalAmount(10n ** 20n + 1n, 'KWD'), '100000000000000000.001');
  assert.throws(() => decimalAmount(0.5, 'USD'), RangeError);
});

money('read back, a decimal amount is what it was', () => {
  const currencies = fc.constantFrom('USD', 'JPY', 'KWD', 'CLF');
  fc.assert(
    fc.property(fc.bigInt(), currencies, (amount, currency) => {
      const text = decimalAmount(amount, currency);
      assert.match(text, /^-?\d+(\.\d{2,4})?$/);
      assert.is(BigInt(text.replace('.', '')), amount);
    }),
  );
});

money('CSV quotes what would break a line, and nothing else', () => {
  assert.is(csvLine(['a', 1, 'b c']), 'a,1,b c\r\n');
  assert.is(csvLine(['a,b', 'say "x"', 'two\r\nlines']), '"a,b","say ""x""","two\r\nlines"\r\n');
});

money.run();
