import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Engine, openEngine } from '../../actors/index.ts';
import type { EventLog } from '../../persistence/index.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Config } from '../config/config.ts';
import { buildGateway } from '../gateway/gateway.ts';
import { openApiKeys } from '../gateway/quota/api-keys.ts';
import { type Cashier, openCashier } from '../payments/cashier.ts';
import { openSandbox } from '../payments/sandbox.ts';
import { inProcessRouting } from '../routing/in-process.ts';
import type { Logger } from './logger.ts';
import { VERSION } from './version.ts';

/** Where the build puts the page, as seen from the compiled form of this file. */
const PAGE_FOLDER = fileURLToPath(new URL('../../web/', import.meta.url));

/** By how much a payment with `tok_late` outlives the longest time that its reservation can be held. */
const SANDBOX_LATE_MARGIN_MS = 5_000;

export interface ServiceOptions {
  readonly config: Config;
  readonly log: EventLog;
  readonly catalogue: Catalogue;
  readonly logger: Logger;
  /** Called with a `LogBrokenError`: the process has to end at once. */
  readonly onBroken: (error: Error) => void;
}

export interface Service {
  readonly url: string;
  /** Takes no new requests, finishes and answers what is under way, and closes everything, the log and catalogue too. */
  close(): Promise<void>;
}

/** Puts the parts together and listens. */
export async function openService({
  config,
  log,
  catalogue,
  logger,
  onBroken,
}: ServiceOptions): Promise<Service> {
  const engine = await openEngine({
    log,
    definitionOf: (show_id) => catalogue.definitionOf(show_id),
    limits: config.limits,
    clock: Date.now,
    onBroken,
    onCrash: (show_id, error) =>
      logger.error({ err: error, show_id }, 'a show failed and is woken again from the log'),
  });
  const cashier = openSandboxCashier(engine, config, logger);
  const api_keys = openApiKeys(config.data_folder);
  const gateway = await buildGateway({
    routing: inProcessRouting(engine),
    catalogue,
    api_keys,
    engineStatistics: () => engine.statistics(),
    admin_token: config.admin_token,
    anonymous_rps: config.anonymous_rps,
    trust_proxy: config.trust_proxy,
    page_folder: existsSync(PAGE_FOLDER) ? PAGE_FOLDER : null,
    version: VERSION,
    logger,
  });
  const url = await gateway.listen({ host: config.host, port: config.port });
  return {
    url,
    close: async () => {
      // First the way in: what is under way there still needs those behind it.
      await gateway.close();
      await cashier.close();
      await engine.close();
      api_keys.close();
      catalogue.close();
    },
  };
}

function openSandboxCashier(engine: Engine, { limits }: Config, logger: Logger): Cashier {
  const longest_hold_ms = limits.reservation_ms + limits.reservation_buffer_ms + limits.payment_ms;
  return openCashier({
    engine,
    provider: openSandbox({ late_ms: longest_hold_ms + SANDBOX_LATE_MARGIN_MS, clock: Date.now }),
    random: Math.random,
    onTrouble: ({ type, show_id, payment_id }, error) =>
      logger.warn({ err: error, show_id, payment_id }, `a ${type} did not go through and is tried again`),
  });
}
