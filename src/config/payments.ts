import { parseFaults } from '../payments/sandbox/faults.ts';
import { DEFAULT_CONFIG, type PaymentsConfig, type SandboxConfig } from './config.ts';
import { ConfigError, type Environment, HIGHEST_PORT, read, readSecret, readWholeNumber } from './values.ts';

const LONGEST_TIMEOUT_S = 300;

export function readPayments(environment: Environment): PaymentsConfig {
  const fallback = DEFAULT_CONFIG.payments;
  const timeout_s = readWholeNumber(environment, 'BOXOFFICE_PAYMENTS_TIMEOUT_S', 1, LONGEST_TIMEOUT_S);
  return {
    provider: readProvider(environment) ?? fallback.provider,
    url: readUrl(environment, 'BOXOFFICE_PAYMENTS_URL') ?? fallback.url,
    api_secret: readSecret(environment, 'BOXOFFICE_PAYMENTS_SECRET') ?? fallback.api_secret,
    webhook_secret: readSecret(environment, 'BOXOFFICE_PAYMENTS_WEBHOOK_SECRET') ?? fallback.webhook_secret,
    timeout_ms: timeout_s === undefined ? fallback.timeout_ms : timeout_s * 1_000,
  };
}

export function readSandbox(environment: Environment): SandboxConfig {
  const fallback = DEFAULT_CONFIG.sandbox;
  return {
    port: readWholeNumber(environment, 'BOXOFFICE_SANDBOX_PORT', 0, HIGHEST_PORT) ?? fallback.port,
    webhook_url: readUrl(environment, 'BOXOFFICE_SANDBOX_WEBHOOK_URL') ?? fallback.webhook_url,
    faults: readFaults(environment) ?? fallback.faults,
  };
}

function readProvider(environment: Environment): PaymentsConfig['provider'] | undefined {
  const text = read(environment, 'BOXOFFICE_PAYMENTS');
  if (text === undefined || text === 'sandbox' || text === 'stripe') return text;
  throw new ConfigError(`BOXOFFICE_PAYMENTS must be sandbox or stripe; it is '${text}'.`);
}

/** Gives it without a slash at its end. */
function readUrl(environment: Environment, name: string): string | undefined {
  const text = read(environment, name);
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : null;
  const is_http = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url === null || !is_http || url.username !== '' || url.password !== '' || url.hash !== '') {
    // Not repeated in the message: a password may be in it.
    throw new ConfigError(`${name} must be http://HOST:PORT or https://HOST, without a user or password.`);
  }
  return url.href.replace(/\/$/, '');
}

function readFaults(environment: Environment): SandboxConfig['faults'] | undefined {
  const text = read(environment, 'BOXOFFICE_SANDBOX_FAULTS');
  if (text === undefined) return undefined;
  const faults = parseFaults(text);
  if (faults === null) {
    throw new ConfigError(
      `BOXOFFICE_SANDBOX_FAULTS must be like timeouts=5,declines=5,late=2,duplicates=5,webhook_delay_s=1,seed=7; ` +
        `it is '${text}'.`,
    );
  }
  return faults;
}
