import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readConfig } from '../../src/config/environment.ts';
import { ConfigError } from '../../src/config/values.ts';

const payments = suite<{ folder: string }>('configuration of payments');

const SECRET = 'sk_test_0123456789abcdef';

payments.before((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'boxoffice-config-'));
});
payments.after(({ folder }) => rmSync(folder, { recursive: true }));

function refusal(variables: Record<string, string>): string {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error(`accepted ${JSON.stringify(variables)}`);
}

payments('the provider, its address, its secrets and its time are read', ({ folder }) => {
  const file = join(folder, 'webhook-secret');
  writeFileSync(file, 'whsec_0123456789abcdef\n');
  const config = readConfig({
    BOXOFFICE_PAYMENTS: 'stripe',
    BOXOFFICE_PAYMENTS_URL: 'https://api.example.com/',
    BOXOFFICE_PAYMENTS_SECRET: SECRET,
    BOXOFFICE_PAYMENTS_WEBHOOK_SECRET_FILE: file,
    BOXOFFICE_PAYMENTS_TIMEOUT_S: '7',
  });
  assert.equal(config.payments, {
    provider: 'stripe',
    url: 'https://api.example.com',
    api_secret: SECRET,
    webhook_secret: 'whsec_0123456789abcdef',
    timeout_ms: 7_000,
  });
});

payments('how the sandbox behaves is read', () => {
  const { sandbox } = readConfig({
    BOXOFFICE_SANDBOX_PORT: '0',
    BOXOFFICE_SANDBOX_WEBHOOK_URL: 'http://127.0.0.1:8080/v1/webhooks/payments',
    BOXOFFICE_SANDBOX_FAULTS: 'timeouts=5, declines=2.5,late=2,duplicates=100,webhook_delay_s=1.5,seed=42',
  });
  assert.equal(sandbox, {
    port: 0,
    webhook_url: 'http://127.0.0.1:8080/v1/webhooks/payments',
    faults: {
      seed: '42',
      timeouts: 0.05,
      declines: 0.025,
      late: 0.02,
      duplicates: 1,
      webhook_delay_ms: 1_500,
    },
  });
});

payments('what cannot work is refused in one sentence that names the variable', () => {
  const bad: Record<string, readonly string[]> = {
    BOXOFFICE_PAYMENTS: ['paypal', 'Stripe', 'none'],
    BOXOFFICE_PAYMENTS_URL: ['8090', 'ftp://host', 'http://user:password@host', 'http://host/#part'],
    BOXOFFICE_PAYMENTS_SECRET: ['short', 'long enough but with spaces'],
    BOXOFFICE_PAYMENTS_SECRET_FILE: ['/nowhere/at/all'],
    BOXOFFICE_PAYMENTS_WEBHOOK_SECRET: ['short'],
    BOXOFFICE_PAYMENTS_TIMEOUT_S: ['0', '301', 'soon'],
    BOXOFFICE_SANDBOX_PORT: ['65536', '-1'],
    BOXOFFICE_SANDBOX_WEBHOOK_URL: ['nowhere'],
    BOXOFFICE_SANDBOX_FAULTS: [
      'all',
      'timeouts=101',
      'timeouts=-1',
      'timeouts=60,declines=60',
      'timeouts=1,timeouts=2',
      'typo=1',
      'webhook_delay_s=soon',
    ],
  };
  for (const [name, values] of Object.entries(bad)) {
    for (const value of values) {
      const message = refusal({ [name]: value });
      assert.ok(message.includes(name), `${message} does not name ${name}`);
      assert.match(message, /\.$/);
    }
  }
});

payments('a secret is set once, and never told', ({ folder }) => {
  const file = join(folder, 'secret');
  writeFileSync(file, SECRET);
  const twice = refusal({ BOXOFFICE_PAYMENTS_SECRET: SECRET, BOXOFFICE_PAYMENTS_SECRET_FILE: file });
  assert.match(twice, 'exclude one another');
  writeFileSync(file, 'a b');
  for (const message of [
    twice,
    refusal({ BOXOFFICE_PAYMENTS_SECRET: `${SECRET} ` }),
    refusal({ BOXOFFICE_PAYMENTS_SECRET_FILE: file }),
    refusal({ BOXOFFICE_PAYMENTS_SECRET_FILE: SECRET }),
    refusal({ BOXOFFICE_PAYMENTS_URL: `https://${SECRET}@host` }),
  ]) {
    assert.not.match(message, SECRET);
    assert.not.match(message, 'a b');
  }
});

payments.run();
