import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EngineStatistics } from '../../../actors/engine/contract.ts';
import type { CatalogueStore } from '../../catalogue/open.ts';
import { type Config, DEFAULT_PORT } from '../../config/config.ts';
import { buildGateway } from '../../gateway/gateway.ts';
import { addListeners } from '../../gateway/http/more-listeners.ts';
import { openApiKeys } from '../../gateway/quota/api-keys.ts';
import type { PaymentFigures } from '../../payments/figures.ts';
import type { WebhookReader } from '../../payments/webhooks.ts';
import type { Routing } from '../../routing/routing.ts';
import { openSearch } from '../../search/open.ts';
import type { Logger } from '../logger.ts';
import { VERSION } from '../version.ts';
import { openTicketKeys } from './ticket-keys.ts';

/** Where the build puts the page, as seen from the compiled form of this file. */
const PAGE_FOLDER = fileURLToPath(new URL('../../../web/', import.meta.url));

/**
 * Connections that are made and not taken yet: where a crowd overflows it, the kernel drops them without a word, and they are
 * made again after 1, 3 and 7 s. It allows no more than its own `net.core.somaxconn`.
 */
const BACKLOG = 65_535;
/** So many connections more are taken at a time. */
const MORE_LISTENERS = 15;

export interface WebOptions {
  readonly config: Config;
  readonly routing: Routing;
  readonly catalogue: CatalogueStore;
  /** Whether the catalogue is there to be listed. */
  readonly hasCatalogue: () => boolean;
  /** Null where the shows live in another process. */
  readonly engineStatistics: (() => EngineStatistics) | null;
  /** Null: no webhooks are taken. */
  readonly webhooks: WebhookReader | null;
  /** Null where payments are carried out in another process. */
  readonly payment_figures: PaymentFigures | null;
  readonly logger: Logger;
}

/** The way in by HTTP, as it listens: API, page and documentation, with the API keys that it counts by. */
export interface Web {
  readonly url: string;
  /** Takes no new requests, and answers those under way. */
  close(): Promise<void>;
}

export async function openWeb({
  config,
  routing,
  catalogue,
  hasCatalogue,
  engineStatistics,
  webhooks,
  payment_figures,
  logger,
}: WebOptions): Promise<Web> {
  const api_keys = openApiKeys(config.data_folder);
  const search = openSearch({
    catalogue,
    clock: Date.now,
    onTrouble: (error) => logger.error({ err: error }, 'the search could not read the catalogue'),
  });
  search.begin();
  const gateway = await buildGateway({
    routing,
    catalogue,
    hasCatalogue,
    search,
    api_keys,
    engineStatistics,
    webhooks,
    payment_figures,
    ticket_keys: openTicketKeys(config, logger),
    admin_token: config.admin_token,
    door_token: config.tickets.door_token,
    anonymous_rps: config.anonymous_rps,
    trust_proxy: config.trust_proxy,
    page_folder: existsSync(PAGE_FOLDER) ? PAGE_FOLDER : null,
    version: VERSION,
    logger,
  });
  const { host, port } = config;
  const url = await gateway.listen({ host, port: port ?? DEFAULT_PORT, backlog: BACKLOG });
  const listeners = await addListeners(gateway.server, MORE_LISTENERS, BACKLOG);
  return {
    url,
    close: async () => {
      listeners.close();
      await gateway.close();
      await search.close();
      api_keys.close();
    },
  };
}
