import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fromBase32, toBase32 } from '../../src/tickets/base32.ts';

const base32 = suite('bytes in base 32');

base32('what is read is what was written', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      assert.equal(fromBase32(toBase32(bytes)), Buffer.from(bytes));
    }),
  );
});

base32('each of its characters is one of a ULID', () => {
  const every_byte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  assert.match(toBase32(every_byte), /^[0-9A-HJKMNP-TV-Z]+$/);
});

base32('a text is read only if it is the one that is written for its bytes', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), (text) => {
      const bytes = fromBase32(text);
      if (bytes !== null) assert.is(toBase32(bytes), text);
    }),
  );
  assert.equal(fromBase32('00'), Buffer.from([0]));
  for (const text of ['0', '000', '01', 'zz', 'ZZ', '0O', 'IL', '0 ', '0é', '00000000\n']) {
    assert.is(fromBase32(text), null, text);
  }
});

base32.run();
