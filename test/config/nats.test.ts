import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { NatsConfig } from '../../src/config/config.ts';
import { readConfig } from '../../src/config/environment.ts';
import { ConfigError } from '../../src/config/values.ts';

const nats = suite('nats');

const folder = mkdtempSync(join(tmpdir(), 'boxoffice-config-'));
nats.after(() => rmSync(folder, { recursive: true }));

const URL = 'nats://broker:4222';
/** No seed of anybody's: its checksum is wrong, which only who signs with it finds out. */
const SEED = `SU${'A'.repeat(56)}`;
const CREDS = `-----BEGIN NATS USER JWT-----
eyJ0eXAi.eyJqdGki.c2lnbmVk
------END NATS USER JWT------

************************* IMPORTANT *************************
NKEY Seed printed below can be used to sign and prove identity.

-----BEGIN USER NKEY SEED-----
${SEED}
------END USER NKEY SEED------
`;

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

function read(variables: Record<string, string>): NatsConfig {
  const config = readConfig({ BOXOFFICE_NATS_URL: URL, ...variables });
  if (config.nats === null) throw new Error('no broker was read');
  return config.nats;
}

/** The one sentence with which variables are refused. It never holds one of their values that could be a secret. */
function refusal(variables: Record<string, string>, ...secrets: readonly string[]): string {
  try {
    read(variables);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    assert.match(error.message, /^[^\n]*\.$/);
    for (const secret of secrets) assert.not(error.message.includes(secret), error.message);
    return error.message;
  }
  throw new Error(`accepted ${JSON.stringify(variables)}`);
}

/** A key and a certificate that it signed itself. */
function certificate(name: string): { cert: string; key: string } {
  const cert = join(folder, `${name}.pem`);
  const key = join(folder, `${name}-key.pem`);
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const paths = ['-keyout', key, '-out', cert];
  execFileSync('openssl', ['req', '-x509', ...curve, ...paths, '-days', '2', '-subj', `/CN=${name}`], {
    stdio: 'ignore',
  });
  return { cert, key };
}

nats('without a URL there is no broker, whatever else is set', () => {
  assert.is(readConfig({ BOXOFFICE_NATS_TOKEN: 'hush' }).nats, null);
});

nats('one server or several, in their plain form', () => {
  assert.equal(read({}), { servers: [URL], credentials: { type: 'none' }, tls: null });
  const urls = 'nats://one:4222/, tls://two,nats://[::1]:4223';
  assert.equal(read({ BOXOFFICE_NATS_URL: urls }).servers, [
    'nats://one:4222',
    'tls://two',
    'nats://[::1]:4223',
  ]);
});

nats('what is no URL of a server is refused', () => {
  for (const url of ['broker:4222', 'broker', 'http://broker', 'nats://', 'nats://b/x', 'nats://b:99999']) {
    assert.match(refusal({ BOXOFFICE_NATS_URL: url }), /^BOXOFFICE_NATS_URL must be nats:\/\//);
  }
  refusal({ BOXOFFICE_NATS_URL: `${URL},` });
  refusal({ BOXOFFICE_NATS_URL: `${URL}?token=x` });
});

nats('a secret in the URL is refused with the names of the right variables, and not repeated', () => {
  for (const url of [
    'nats://me:hush@broker',
    'nats://hush@broker',
    'me:hush@broker',
    'nats://me:hu@sh@b:x',
  ]) {
    const sentence = refusal({ BOXOFFICE_NATS_URL: `nats://other,${url}` }, 'hush', 'hu@sh');
    for (const name of ['USER', 'PASSWORD', 'TOKEN']) assert.match(sentence, `BOXOFFICE_NATS_${name}`);
  }
});

nats('each kind of credentials', () => {
  assert.equal(read({ BOXOFFICE_NATS_USER: 'me', BOXOFFICE_NATS_PASSWORD: 'hush' }).credentials, {
    type: 'password',
    user: 'me',
    password: 'hush',
  });
  assert.equal(read({ BOXOFFICE_NATS_TOKEN: 'hush' }).credentials, { type: 'token', token: 'hush' });
  assert.equal(read({ BOXOFFICE_NATS_NKEY: written('me.nk', `${SEED}\n`) }).credentials, {
    type: 'nkey',
    seed: SEED,
  });
  const file = written('me.creds', CREDS);
  const { credentials } = read({ BOXOFFICE_NATS_CREDS: file });
  if (credentials.type !== 'creds') throw new Error(`read as ${credentials.type}`);
  assert.is(credentials.readText(), CREDS);
  writeFileSync(file, 'renewed');
  assert.is(credentials.readText(), 'renewed');
});

nats('one kind only, and whole', () => {
  const token = { BOXOFFICE_NATS_TOKEN: 'hush' };
  const password = { BOXOFFICE_NATS_USER: 'me', BOXOFFICE_NATS_PASSWORD: 'hush' };
  assert.match(refusal({ ...token, ...password }, 'hush'), /exclude one another/);
  assert.match(refusal({ BOXOFFICE_NATS_USER: 'me' }), /BOXOFFICE_NATS_PASSWORD/);
  assert.match(refusal({ BOXOFFICE_NATS_PASSWORD: 'hush' }, 'hush'), /BOXOFFICE_NATS_USER/);
});

nats('a file that does not hold what it should is refused, and what it holds is not repeated', () => {
  const NKEY = 'BOXOFFICE_NATS_NKEY';
  assert.match(refusal({ [NKEY]: join(folder, 'none') }), /BOXOFFICE_NATS_NKEY .*ENOENT/);
  assert.match(refusal({ [NKEY]: SEED }, SEED), /BOXOFFICE_NATS_NKEY .*ENOENT/);
  refusal({ [NKEY]: written('account.nk', `SA${'A'.repeat(56)}`) }, 'SAAA');
  refusal({ [NKEY]: written('words.nk', 'hush') }, 'hush');
  const no_seed = CREDS.slice(0, CREDS.indexOf('****'));
  refusal({ BOXOFFICE_NATS_CREDS: written('half.creds', no_seed) }, 'eyJ0eXAi');
  refusal({ BOXOFFICE_NATS_CREDS: written('seed.creds', SEED) }, SEED);
});

nats('the files of TLS are read, and have to fit together', () => {
  const mine = certificate('mine');
  const other = certificate('other');
  assert.equal(read({ BOXOFFICE_NATS_TLS_CA: other.cert }).tls, { ca: other.cert, cert: null, key: null });
  assert.equal(read({ BOXOFFICE_NATS_TLS_CERT: mine.cert, BOXOFFICE_NATS_TLS_KEY: mine.key }).tls, {
    ca: null,
    ...mine,
  });
  assert.match(refusal({ BOXOFFICE_NATS_TLS_CERT: mine.cert }), /BOXOFFICE_NATS_TLS_KEY/);
  assert.match(
    refusal({ BOXOFFICE_NATS_TLS_CERT: mine.cert, BOXOFFICE_NATS_TLS_KEY: other.key }),
    /BOXOFFICE_NATS_TLS_KEY .* BOXOFFICE_NATS_TLS_CERT/,
  );
  const secret = readFileSync(mine.key, 'utf8').split('\n')[1] ?? '';
  assert.match(refusal({ BOXOFFICE_NATS_TLS_CA: mine.key }, secret), /BOXOFFICE_NATS_TLS_CA .*certificate/);
});

nats.run();
