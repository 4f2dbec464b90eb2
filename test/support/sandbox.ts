import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PaymentProvider } from '../../src/payments/provider.ts';
import { NO_FAULTS } from '../../src/payments/sandbox/faults.ts';
import { sandboxProvider } from '../../src/payments/sandbox/provider.ts';
import { openSandbox, type Sandbox, type SandboxOptions } from '../../src/payments/sandbox/service.ts';
import { sandboxWebhooks } from '../../src/payments/sandbox/webhooks.ts';
import type { WebhookReader } from '../../src/payments/webhooks.ts';

export const API_SECRET = 'the-sandbox-of-the-tests';
export const WEBHOOK_SECRET = 'the-webhooks-of-the-tests';

/** The sandbox's real service, in this process, with books and a port of its own. */
export interface TestSandbox {
  readonly provider: PaymentProvider;
  readonly webhooks: WebhookReader;
  readonly service: Sandbox;
  /** Closes the service and opens it again over the same books, at another address. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openTestSandbox(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const folder = mkdtempSync(join(tmpdir(), 'boxoffice-sandbox-'));
  const { clock = Date.now } = options;
  const open = (): Promise<Sandbox> =>
    openSandbox({
      folder,
      port: 0,
      api_secret: API_SECRET,
      webhook_secret: WEBHOOK_SECRET,
      faults: NO_FAULTS,
      late_ms: 2_000,
      random: () => 0,
      ...options,
      clock,
    });
  let service = await open();
  return {
    provider: sandboxProvider({ address: async () => service.url, api_secret: API_SECRET }),
    webhooks: sandboxWebhooks(WEBHOOK_SECRET, clock),
    get service() {
      return service;
    },
    async restart() {
      await service.close();
      service = await open();
    },
    async close() {
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
