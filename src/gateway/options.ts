import type { FastifyBaseLogger } from 'fastify';
import type { EngineStatistics } from '../../actors/engine/contract.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { PaymentFigures } from '../payments/figures.ts';
import type { WebhookReader } from '../payments/webhooks.ts';
import type { Routing } from '../routing/routing.ts';
import type { Search } from '../search/search.ts';
import type { TicketKeys } from '../tickets/keys.ts';
import type { ApiKeys } from './quota/api-keys.ts';

/** What a gateway works with. None of it is closed with the gateway. */
export interface GatewayOptions {
  readonly routing: Routing;
  readonly catalogue: Catalogue;
  readonly search: Search;
  readonly api_keys: ApiKeys;
  /** For the metrics; null where the shows live in another process. */
  readonly engineStatistics: (() => EngineStatistics) | null;
  /** The payment provider's webhooks; null: none are taken. */
  readonly webhooks: WebhookReader | null;
  /** For the metrics; null where payments are carried out in another process. */
  readonly payment_figures: PaymentFigures | null;
  /** What tickets are signed with; all gateways of one box office have the same. */
  readonly ticket_keys: TicketKeys;
  /** The operator's bearer token; null: nobody is operator. */
  readonly admin_token: string | null;
  /** The bearer token of the doors, who may check tickets in and list them; null: the operator alone may. */
  readonly door_token: string | null;
  /** Requests a second for all callers without an API key from one address; 0 for no limit. */
  readonly anonymous_rps: number;
  /** Folder of the built page, served at `/`; null: there is none. */
  readonly page_folder: string | null;
  /** As the documentation names it. */
  readonly version: string;
  /** Null: nothing is logged. */
  readonly logger: FastifyBaseLogger | null;
  /** Whether the catalogue is there to be listed: the service is not ready before. Where nothing is said it is there. */
  readonly hasCatalogue?: () => boolean;
  /** Whether the address of a caller is the one that a proxy in front names in X-Forwarded-For. */
  readonly trust_proxy?: boolean;
  /** How long an answer to a payment waits for the outcome before it says that it is in flight. */
  readonly payment_wait_ms?: number;
  /** Somebody who waits hears of a changed position at most this often. */
  readonly position_news_ms?: number;
  /** Connections at a time, further ones are closed; as the limit of open files allows where nothing is said. */
  readonly max_connections?: number;
  /** Unix milliseconds. */
  readonly clock?: () => number;
}
