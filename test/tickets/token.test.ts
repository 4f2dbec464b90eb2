import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fromBase32, toBase32 } from '../../src/tickets/base32.ts';
import { ticketKeys } from '../../src/tickets/keys.ts';
import { type Ticket, ticketId } from '../../src/tickets/ticket.ts';
import { issueToken, readToken } from '../../src/tickets/token.ts';

const tokens = suite('tokens of tickets');

const pair = generateKeyPairSync('ed25519');
const KEYS = ticketKeys(pair.privateKey, []);

const ticket: Ticket = {
  show_id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  booking_id: '01BX5ZZKBKACTAV9WEVGEMMVRZ',
  seat_id: 'A-12',
};

const anyTicket: fc.Arbitrary<Ticket> = fc.record({
  show_id: fc.ulid(),
  booking_id: fc.ulid(),
  seat_id: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 32 }).filter((id) => id.length <= 32),
});

tokens('a token says which ticket it is', () => {
  fc.assert(
    fc.property(anyTicket, (each) => {
      assert.equal(readToken(KEYS, issueToken(KEYS, each)), { ...each });
    }),
    { numRuns: 200 },
  );
});

tokens('the same ticket has the same token, and is short enough for a code that reads well', () => {
  const token = issueToken(KEYS, ticket);
  assert.is(issueToken(KEYS, { ...ticket }), token);
  assert.is(token.length, 168);
});

tokens('with any one bit of its bytes changed it is invalid', () => {
  const bytes = fromBase32(issueToken(KEYS, ticket));
  if (bytes === null) throw new TypeError('a token is base 32');
  assert.is(bytes.length * 8, 840);
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes);
    const index = bit >> 3;
    changed[index] = (changed[index] ?? 0) ^ (1 << (bit & 7));
    assert.is(readToken(KEYS, toBase32(changed)), null, `bit ${bit}`);
  }
});

tokens('with any one bit of its text changed it is invalid', () => {
  const text = Buffer.from(issueToken(KEYS, ticket), 'latin1');
  for (let bit = 0; bit < text.length * 8; bit += 1) {
    const changed = Buffer.from(text);
    const index = bit >> 3;
    changed[index] = (changed[index] ?? 0) ^ (1 << (bit & 7));
    assert.is(readToken(KEYS, changed.toString('latin1')), null, `bit ${bit}`);
  }
});

tokens('with any characters changed, missing or added it is invalid', () => {
  const token = issueToken(KEYS, ticket);
  fc.assert(
    fc.property(fc.nat(token.length), fc.nat(3), fc.string({ maxLength: 3 }), (at, length, put_in) => {
      const changed = token.slice(0, at) + put_in + token.slice(at + length);
      assert.is(readToken(KEYS, changed) === null, changed !== token, changed);
    }),
  );
  for (const none of ['', '0', token.toLowerCase(), ` ${token}`, token + token, '0'.repeat(168), '🎟']) {
    assert.is(readToken(KEYS, none), null, none);
  }
});

tokens('what another signed is invalid, also under our key’s id', () => {
  const others = generateKeyPairSync('ed25519').privateKey;
  assert.is(readToken(KEYS, issueToken(ticketKeys(others, []), ticket)), null);
  const forged = { ...KEYS, signing: { ...KEYS.signing, private_key: others } };
  assert.is(readToken(KEYS, issueToken(forged, ticket)), null);
});

tokens('after the key was replaced, tickets of the old one are good as long as it is listed', () => {
  const next = generateKeyPairSync('ed25519').privateKey;
  const token = issueToken(KEYS, ticket);
  assert.equal(readToken(ticketKeys(next, [pair.publicKey]), token), ticket);
  assert.is(readToken(ticketKeys(next, []), token), null);
});

tokens('a ticket’s id is of its own, whichever key signs it', () => {
  const id = ticketId(ticket);
  assert.match(id, /^[0-9A-HJKMNP-TV-Z]{16}$/);
  assert.is(ticketId({ ...ticket }), id);
  for (const field of ['show_id', 'booking_id', 'seat_id'] as const) {
    const other = { ...ticket, [field]: field === 'seat_id' ? 'A-1' : '01BX5ZZKBKACTAV9WEVGEMMVS0' };
    assert.is.not(ticketId(other), id, field);
  }
});

const LONG_AGO =
  '07Z82B0J05B3WENNTFB7CK31XYWS60NXBC0NYJZZSNSN6D5DMY7DR7AADWFM2B9H6BXZM8Y77N8RVYWJ' +
  '89AGKR4XC9RBTRC29F8RVG2PEJH1MNYT8GK1QTAWA0D0VKG3BEHNGPDYX7ZQB981YGTKW5QN7PQCBZ5HPMD4AQRA';

tokens('the form never changes: a token of long ago is read the same', () => {
  const seed = Buffer.from('302e020100300506032b657004220420'.concat('07'.repeat(32)), 'hex');
  const private_key = createPrivateKey({ key: seed, format: 'der', type: 'pkcs8' });
  const keys = ticketKeys(private_key, []);
  assert.is(issueToken(keys, ticket), LONG_AGO);
  assert.equal(readToken(keys, LONG_AGO), ticket);
  assert.is(ticketId(ticket), 'PRZPBT5XAPHC0WKF');
});

tokens.run();
