import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readConfig } from '../../src/config/environment.ts';
import { ConfigError } from '../../src/config/values.ts';
import {
  OWN_KEY_FILE,
  ownPrivateKey,
  parsePrivateKey,
  parsePublicKeys,
  TicketKeyError,
} from '../../src/tickets/key-files.ts';
import { rawPublicKey } from '../../src/tickets/keys.ts';

const keys = suite<{ folder: string }>('keys of tickets');

keys.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'boxoffice-tickets-'));
});
keys.after.each(({ folder }) => rmSync(folder, { recursive: true, force: true }));

const pair = generateKeyPairSync('ed25519');
const pem = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const public_pem = pair.publicKey.export({ format: 'pem', type: 'spki' }).toString();
const seed = Buffer.from(pair.privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');

function isPair(key: KeyObject): boolean {
  return createPublicKey(key).equals(pair.publicKey);
}

keys('a private key is read in any of the usual forms', () => {
  assert.is(seed.length, 32);
  const forms: Readonly<Record<string, Buffer>> = {
    pem: Buffer.from(pem),
    raw: seed,
    hexadecimal: Buffer.from(`${seed.toString('hex')}\n`),
    base64: Buffer.from(`${seed.toString('base64')}\n`),
    base64url: Buffer.from(seed.toString('base64url')),
  };
  for (const [form, content] of Object.entries(forms)) assert.ok(isPair(parsePrivateKey(content)), form);
});

keys('what openssl makes is read', ({ folder }) => {
  const file = join(folder, 'key.pem');
  execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', file]);
  const key = parsePrivateKey(readFileSync(file));
  const public_text = execFileSync('openssl', ['pkey', '-in', file, '-pubout']).toString();
  const [listed] = parsePublicKeys(public_text);
  assert.ok(listed?.equals(createPublicKey(key)));
});

keys('what is no such key is refused, and not repeated', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const secret = 'MC4CAQAwBQYDK2VwBCIE-not-quite-a-key';
  const bad: Readonly<Record<string, string>> = {
    nothing: '',
    'a word': secret,
    'a broken PEM': `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\n`,
    'another kind of key': rsa.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    'the public half': public_pem,
  };
  for (const [what, content] of Object.entries(bad)) {
    const isToldWell = (error: Error): boolean =>
      error instanceof TicketKeyError && !error.message.includes(secret);
    assert.throws(() => parsePrivateKey(Buffer.from(content)), isToldWell, what);
  }
});

keys('public keys are read one after the other, with whatever is written between them', () => {
  const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'pem', type: 'spki' }).toString();
  const listed = parsePublicKeys(`# until 2025\n${public_pem}\n# until 2024\n${other}`);
  assert.equal(listed.map(rawPublicKey).length, 2);
  assert.ok(listed[0]?.equals(pair.publicKey));
  for (const bad of ['', 'no key', pem, `${public_pem}${pem}`, public_pem.replace('MC', 'MD')]) {
    assert.throws(
      () => parsePublicKeys(bad),
      (error: Error) => error instanceof TicketKeyError,
    );
  }
});

keys('a data folder draws its key once, for its owner alone', ({ folder }) => {
  const drawn = ownPrivateKey(folder);
  const file = join(folder, OWN_KEY_FILE);
  assert.is(statSync(file).mode & 0o777, 0o600);
  assert.ok(ownPrivateKey(folder).equals(drawn));
  assert.equal(readdirSync(folder), [OWN_KEY_FILE], 'nothing else is left');
});

keys('a file in its place that is no key is refused, and left as it is', ({ folder }) => {
  const file = join(folder, OWN_KEY_FILE);
  writeFileSync(file, 'not a key');
  assert.throws(() => ownPrivateKey(folder), /ticket-key\.pem does not hold an Ed25519 private key/);
  assert.is(readFileSync(file, 'utf8'), 'not a key');
});

keys('processes that draw at once come to the same key', ({ folder }) => {
  const module = new URL('../../src/tickets/key-files.js', import.meta.url).href;
  const script = `
    import { ownPrivateKey } from ${JSON.stringify(module)};
    const key = ownPrivateKey(${JSON.stringify(folder)});
    process.stdout.write(key.export({ format: 'jwk' }).x);
  `;
  const draw = (): string =>
    execFileSync('sh', [
      '-c',
      'for i in 1 2 3 4; do "$0" --input-type=module -e "$1" & done; wait',
      process.execPath,
      script,
    ]).toString();
  const drawn = draw().match(/.{43}/g) ?? [];
  assert.is(drawn.length, 4);
  assert.is(new Set(drawn).size, 1);
});

keys('the environment names the key and those of the past', ({ folder }) => {
  const file = join(folder, 'key.pem');
  const old_file = join(folder, 'old.pem');
  writeFileSync(file, pem);
  writeFileSync(old_file, public_pem);
  const { tickets } = readConfig({ BOXOFFICE_TICKET_KEY: file, BOXOFFICE_TICKET_OLD_KEYS: old_file });
  assert.ok(tickets.private_key !== null && isPair(tickets.private_key));
  assert.is(tickets.old_public_keys.length, 1);
  for (const name of ['BOXOFFICE_TICKET_KEY', 'BOXOFFICE_TICKET_OLD_KEYS']) {
    for (const bad of [join(folder, 'none.pem'), name === 'BOXOFFICE_TICKET_KEY' ? old_file : file]) {
      const isToldWell = (error: Error): boolean =>
        error instanceof ConfigError && error.message.includes(name) && !error.message.includes(folder);
      assert.throws(() => readConfig({ [name]: bad }), isToldWell);
    }
  }
});

keys.run();
