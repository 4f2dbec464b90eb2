import type { Config } from '../../config/config.ts';
import { ConfigError } from '../../config/values.ts';
import { booksFolder } from '../../payments/sandbox/books.ts';
import { openSandbox, type Sandbox } from '../../payments/sandbox/service.ts';
import { FAILED } from '../exit-codes.ts';
import { createLogger, type Logger } from '../logger.ts';
import type { SandboxOrder, SandboxReady } from '../parts/supervised-sandbox.ts';
import { stopOnSignal } from '../stopping.ts';

/** By how much a payment that comes too late outlives the longest time that its reservation can be held. */
const LATE_MARGIN_MS = 5_000;

/** `boxoffice sandbox-payments`: runs until a signal ends it, or the process that runs it is gone. */
export async function runSandbox(config: Config): Promise<void> {
  const { api_secret, webhook_secret } = config.payments;
  if (api_secret === null || webhook_secret === null) {
    throw new ConfigError('BOXOFFICE_PAYMENTS_SECRET and BOXOFFICE_PAYMENTS_WEBHOOK_SECRET are needed.');
  }
  const logger = createLogger(config.log_level);
  const { reservation_ms, reservation_buffer_ms, payment_ms } = config.limits;
  const { port, faults, webhook_url } = config.sandbox;
  const sandbox = await openSandbox({
    folder: booksFolder(config.data_folder),
    port,
    api_secret,
    webhook_secret,
    faults,
    late_ms: reservation_ms + reservation_buffer_ms + payment_ms + LATE_MARGIN_MS,
    clock: Date.now,
    random: Math.random,
  });
  if (webhook_url !== null) sandbox.sendNewsTo(webhook_url);
  if (process.send === undefined) stopOnSignal(sandbox.close, logger);
  else obeyParent(sandbox, logger);
  logger.info({ url: sandbox.url }, 'the payment sandbox is ready');
}

/** The box office that runs us says when to end, by leaving: so its own last payments still find us. */
function obeyParent(sandbox: Sandbox, logger: Logger): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => undefined);
  process.on('message', ({ webhook_url }: SandboxOrder) => sandbox.sendNewsTo(webhook_url));
  const end = (): void => {
    sandbox.close().then(
      () => process.exit(),
      (error: unknown) => {
        logger.error({ err: error }, 'the payment sandbox did not end well');
        process.exit(FAILED);
      },
    );
  };
  process.on('disconnect', end);
  const ready: SandboxReady = { url: sandbox.url };
  // Who runs us may be gone before we are ready; then there is nobody to tell, and nothing to be here for.
  if (process.connected) process.send?.(ready, undefined, undefined, (error) => error && end());
  else end();
}
