import { randomBytes } from 'node:crypto';
import type { Config, PaymentsConfig } from '../../config/config.ts';
import { ConfigError } from '../../config/values.ts';
import type { PaymentProvider } from '../../payments/provider.ts';
import { sandboxProvider } from '../../payments/sandbox/provider.ts';
import { sandboxWebhooks } from '../../payments/sandbox/webhooks.ts';
import type { WebhookReader } from '../../payments/webhooks.ts';
import type { Logger } from '../logger.ts';
import { superviseSandbox } from './supervised-sandbox.ts';

const WEBHOOK_PATH = '/v1/webhooks/payments';
const DRAWN_SECRET_BYTES = 32;

/** Who moves the money, as this process is configured. */
export interface Payments {
  readonly provider: PaymentProvider;
  /** Null: no webhooks are taken. */
  readonly webhooks: WebhookReader | null;
  /** HTTP is served at this address now: a sandbox that runs by itself sends its webhooks there. */
  sendNewsTo(url: string): void;
  close(): Promise<void>;
}

export async function openPayments(config: Config, logger: Logger): Promise<Payments> {
  const { payments } = config;
  if (payments.provider === 'stripe') {
    const api_secret = required(payments.api_secret, 'stripe');
    const { url, timeout_ms } = payments;
    // Loaded here, because the library is large and few need it.
    const { stripeProvider } = await import('../../payments/stripe/provider.ts');
    return foreign(stripeProvider({ url, api_secret, timeout_ms, clock: Date.now }), payments);
  }
  if (payments.url === null) return ownSandbox(payments, logger);
  const address = payments.url;
  const api_secret = required(payments.api_secret, 'a sandbox elsewhere');
  return foreign(sandboxProvider({ address: async () => address, api_secret }), payments);
}

/** How the configured provider's webhooks are read; null where no secret to tell them by is configured. */
export async function configuredWebhooks(config: PaymentsConfig): Promise<WebhookReader | null> {
  const { provider, webhook_secret } = config;
  if (webhook_secret === null) return null;
  if (provider === 'sandbox') return sandboxWebhooks(webhook_secret, Date.now);
  const { stripeWebhooks } = await import('../../payments/stripe/webhooks.ts');
  return stripeWebhooks(webhook_secret);
}

async function foreign(provider: PaymentProvider, config: PaymentsConfig): Promise<Payments> {
  return {
    provider,
    webhooks: await configuredWebhooks(config),
    sendNewsTo: () => undefined,
    close: async () => undefined,
  };
}

function ownSandbox(config: PaymentsConfig, logger: Logger): Payments {
  const api_secret = config.api_secret ?? drawSecret();
  const webhook_secret = config.webhook_secret ?? drawSecret();
  const sandbox = superviseSandbox({ api_secret, webhook_secret }, logger);
  return {
    provider: sandboxProvider({ address: sandbox.address, api_secret }),
    webhooks: sandboxWebhooks(webhook_secret, Date.now),
    sendNewsTo: (url) => sandbox.sendNewsTo(`${url}${WEBHOOK_PATH}`),
    close: sandbox.close,
  };
}

function required(api_secret: string | null, by: string): string {
  if (api_secret !== null) return api_secret;
  throw new ConfigError(`BOXOFFICE_PAYMENTS_SECRET or BOXOFFICE_PAYMENTS_SECRET_FILE is needed for ${by}.`);
}

function drawSecret(): string {
  return randomBytes(DRAWN_SECRET_BYTES).toString('base64url');
}
