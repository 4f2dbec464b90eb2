import type { KeyObject } from 'node:crypto';
import { DEFAULT_LIMITS, type Limits } from '../../actors/limits.ts';
import type { BrokerOptions } from '../nats/broker.ts';
import { ALL_PARTITIONS } from '../partitions.ts';
import { type FaultMix, NO_FAULTS } from '../payments/sandbox/faults.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The broker that the processes of one box office share. */
export type NatsConfig = Omit<BrokerOptions, 'name'>;

/** Who moves the money. */
export interface PaymentsConfig {
  readonly provider: 'sandbox' | 'stripe';
  /** Where it is asked; null: a sandbox of this process's own, or Stripe's own address. */
  readonly url: string | null;
  /** What we name ourselves by; null: there is none, or one is drawn for a sandbox of this process's own. */
  readonly api_secret: string | null;
  /** What its webhooks are signed with; null: none are taken, or as above. */
  readonly webhook_secret: string | null;
  /** A request that it has not answered by then counts as not known. */
  readonly timeout_ms: number;
}

/** How the sandbox behaves, wherever it runs. */
export interface SandboxConfig {
  readonly port: number;
  /** Where its webhooks go; null: nowhere, or to the process that runs it. */
  readonly webhook_url: string | null;
  readonly faults: FaultMix;
}

/** What tickets are signed with (Ed25519), and who checks them in. */
export interface TicketsConfig {
  /** The doors' bearer token, for checking tickets in and listing them; null: the operator alone may. */
  readonly door_token: string | null;
  /** Null: the data folder draws one for itself. */
  readonly private_key: KeyObject | null;
  /** Of keys of the past, whose tickets stay good. */
  readonly old_public_keys: readonly KeyObject[];
}

/** How one process is set up. Read from the environment and the command line by `readConfig`. */
export interface Config {
  /** Folder of the event log and the catalogue. */
  readonly data_folder: string;
  readonly host: string;
  /** 0 for any free port; null: none was named, so that HTTP is served on `DEFAULT_PORT`, and by an engine not at all. */
  readonly port: number | null;
  /** The operator's bearer token; null: nobody is operator. */
  readonly admin_token: string | null;
  /** Requests a second for each address without an API key; 0 for no limit. */
  readonly anonymous_rps: number;
  /** Whether a proxy in front of the service tells the address of who asks, in X-Forwarded-For. */
  readonly trust_proxy: boolean;
  readonly log_level: LogLevel;
  readonly limits: Limits;
  readonly tickets: TicketsConfig;
  readonly payments: PaymentsConfig;
  readonly sandbox: SandboxConfig;
  /** Null: there is no broker. */
  readonly nats: NatsConfig | null;
  /** What an engine owns, in order, each once. */
  readonly partitions: readonly number[];
}

export const DEFAULT_PORT = 8080;

export const DEFAULT_CONFIG: Config = {
  data_folder: './data',
  host: '127.0.0.1',
  port: null,
  admin_token: null,
  anonymous_rps: 500,
  trust_proxy: false,
  log_level: 'info',
  limits: DEFAULT_LIMITS,
  tickets: { door_token: null, private_key: null, old_public_keys: [] },
  payments: {
    provider: 'sandbox',
    url: null,
    api_secret: null,
    webhook_secret: null,
    timeout_ms: 20_000,
  },
  sandbox: { port: 8090, webhook_url: null, faults: NO_FAULTS },
  nats: null,
  partitions: ALL_PARTITIONS,
};
