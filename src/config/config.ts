import { DEFAULT_LIMITS, type Limits } from '../../actors/limits.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** How one server is set up. Read from the environment by `readConfig`. */
export interface Config {
  /** Folder of the event log and the catalogue. */
  readonly data_folder: string;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** The operator's bearer token; null: nobody is operator. */
  readonly admin_token: string | null;
  /** Requests a second for each address without an API key; 0 for no limit. */
  readonly anonymous_rps: number;
  /** Whether a proxy in front of the service tells the address of who asks, in X-Forwarded-For. */
  readonly trust_proxy: boolean;
  readonly log_level: LogLevel;
  readonly limits: Limits;
}

export const DEFAULT_CONFIG: Config = {
  data_folder: './data',
  host: '127.0.0.1',
  port: 8080,
  admin_token: null,
  anonymous_rps: 500,
  trust_proxy: false,
  log_level: 'info',
  limits: DEFAULT_LIMITS,
};
