import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { DEFAULT_CONFIG } from '../../src/config/config.ts';
import { readConfig } from '../../src/config/environment.ts';
import { ConfigError } from '../../src/config/values.ts';
import { describeVariables, VARIABLES } from '../../src/config/variables.ts';

const environment = suite('environment');

/** The sentence with which an environment is refused. */
function refusal(variables: Record<string, string>): string {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error(`accepted ${JSON.stringify(variables)}`);
}

environment('an environment that says nothing gives the defaults', () => {
  assert.equal(readConfig({ HOME: '/root', PATH: '/usr/bin' }), DEFAULT_CONFIG);
});

environment('a variable that is set to nothing counts as not set', () => {
  const blank = Object.fromEntries(VARIABLES.map((variable) => [variable.name, '']));
  assert.equal(readConfig(blank), DEFAULT_CONFIG);
});

environment('every variable is read', () => {
  const config = readConfig({
    BOXOFFICE_DATA: '/var/lib/boxoffice',
    BOXOFFICE_HOST: '0.0.0.0',
    BOXOFFICE_PORT: '0',
    BOXOFFICE_ADMIN_TOKEN: 'correct-horse-battery',
    BOXOFFICE_ANONYMOUS_RPS: '7',
    BOXOFFICE_TRUST_PROXY: 'yes',
    BOXOFFICE_LOG_LEVEL: 'debug',
    BOXOFFICE_RESERVATION_S: '3',
    BOXOFFICE_RESERVATION_BUFFER_S: '0.5',
    BOXOFFICE_WAITING_S: '60',
    BOXOFFICE_PAYMENT_S: '2',
    BOXOFFICE_OUTAGE_GRACE_S: '0',
    BOXOFFICE_DOORS_OPEN_S: '3600',
    BOXOFFICE_DOOR_TOKEN: 'open-sesame-open-sesame',
    BOXOFFICE_NATS_URL: 'nats://broker:4222',
    BOXOFFICE_PARTITIONS: '0-2,40',
  });
  assert.equal(config, {
    data_folder: '/var/lib/boxoffice',
    host: '0.0.0.0',
    port: 0,
    admin_token: 'correct-horse-battery',
    anonymous_rps: 7,
    trust_proxy: true,
    log_level: 'debug',
    tickets: { door_token: 'open-sesame-open-sesame', private_key: null, old_public_keys: [] },
    limits: {
      reservation_ms: 3_000,
      reservation_buffer_ms: 500,
      waiting_ms: 60_000,
      payment_ms: 2_000,
      outage_grace_ms: 0,
      doors_open_ms: 3_600_000,
    },
    nats: { servers: ['nats://broker:4222'], credentials: { type: 'none' }, tls: null },
    partitions: [0, 1, 2, 40],
    payments: DEFAULT_CONFIG.payments,
    sandbox: DEFAULT_CONFIG.sandbox,
  });
});

environment('what cannot work is refused in one sentence that names the variable', () => {
  const bad: Record<string, readonly string[]> = {
    BOXOFFICE_PORT: ['http', '-1', '65536', '80.5', '1e3', ' 80'],
    BOXOFFICE_ANONYMOUS_RPS: ['-1', 'many', '10000000'],
    BOXOFFICE_TRUST_PROXY: ['true', '1'],
    BOXOFFICE_LOG_LEVEL: ['loud', 'INFO'],
    BOXOFFICE_ADMIN_TOKEN: ['short', 'long enough but with spaces'],
    BOXOFFICE_DOOR_TOKEN: ['short', 'long enough but with spaces'],
    BOXOFFICE_RESERVATION_S: ['soon', '-5', '0', '0.0001', '99999999'],
    BOXOFFICE_RESERVATION_BUFFER_S: ['301'],
    BOXOFFICE_WAITING_S: ['0.5'],
    BOXOFFICE_PAYMENT_S: ['0'],
    BOXOFFICE_OUTAGE_GRACE_S: ['x'],
    BOXOFFICE_PARTITIONS: ['64', '5-3', '0-64', 'all', '1,,2', '-1', '1.5'],
  };
  for (const [name, values] of Object.entries(bad)) {
    for (const value of values) {
      const sentence = refusal({ [name]: value });
      assert.ok(sentence.includes(name), sentence);
      assert.match(sentence, /^[^\n]*\.$/);
    }
  }
});

environment("the doors' token is none that can do more", () => {
  const token = 'open-sesame-open-sesame';
  const sentence = refusal({ BOXOFFICE_DOOR_TOKEN: token, BOXOFFICE_ADMIN_TOKEN: token });
  assert.match(sentence, /^BOXOFFICE_DOOR_TOKEN .*\.$/);
  assert.not(sentence.includes(token));
});

environment("a refusal does not repeat the operator's token", () => {
  assert.not(refusal({ BOXOFFICE_ADMIN_TOKEN: 'hush hush hush hush' }).includes('hush'));
});

environment('an option of the command line wins over its variable, and is named where it cannot work', () => {
  const variables = { BOXOFFICE_NATS_URL: 'nats://one', BOXOFFICE_PARTITIONS: '0-9' };
  const config = readConfig(variables, { nats: 'tls://other:4443', partitions: '63' });
  assert.equal(config.nats?.servers, ['tls://other:4443']);
  assert.equal(config.partitions, [63]);
  assert.throws(() => readConfig(variables, { partitions: 'half' }), /^--partitions .*'half'\.$/);
  assert.throws(() => readConfig(variables, { nats: 'http://one' }), /^--nats .*'http:\/\/one'\.$/);
});

environment('a variable that nobody knows is refused, as it is probably mistyped', () => {
  assert.match(refusal({ BOXOFFICE_PROT: '8080' }), /BOXOFFICE_PROT .*--help/);
});

environment('the list for --help names each variable with its default', () => {
  const list = describeVariables();
  for (const { name, fallback } of VARIABLES) {
    const line = list.split('\n').find((each) => each.includes(`${name} `));
    assert.ok(line?.endsWith(fallback === null ? '(not set)' : `(default ${fallback})`), line);
  }
});

environment.run();
