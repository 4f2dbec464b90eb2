import { LimitsError, limitsFromEnvironment } from '../../actors/limits.ts';
import { parsePartitions } from '../partitions.ts';
import { type Config, DEFAULT_CONFIG, LOG_LEVELS } from './config.ts';
import { readNats } from './nats.ts';
import { readPayments, readSandbox } from './payments.ts';
import { readTickets } from './tickets.ts';
import {
  ConfigError,
  checkSecret,
  type Environment,
  HIGHEST_PORT,
  read,
  readWholeNumber,
  readYesOrNo,
} from './values.ts';
import { VARIABLES } from './variables.ts';

const HIGHEST_RPS = 1_000_000;

/** What was said at the command line; it wins over the environment. */
export interface ConfigOptions {
  /** `--nats` */
  readonly nats?: string;
  /** `--partitions` */
  readonly partitions?: string;
}

/** Reads and checks the environment and the options. Throws a `ConfigError`. */
export function readConfig(environment: Environment, options: ConfigOptions = {}): Config {
  refuseUnknownVariables(environment);
  return {
    data_folder: read(environment, 'BOXOFFICE_DATA') ?? DEFAULT_CONFIG.data_folder,
    host: read(environment, 'BOXOFFICE_HOST') ?? DEFAULT_CONFIG.host,
    port: readWholeNumber(environment, 'BOXOFFICE_PORT', 0, HIGHEST_PORT) ?? DEFAULT_CONFIG.port,
    admin_token: readAdminToken(environment) ?? DEFAULT_CONFIG.admin_token,
    anonymous_rps:
      readWholeNumber(environment, 'BOXOFFICE_ANONYMOUS_RPS', 0, HIGHEST_RPS) ?? DEFAULT_CONFIG.anonymous_rps,
    trust_proxy: readYesOrNo(environment, 'BOXOFFICE_TRUST_PROXY') ?? DEFAULT_CONFIG.trust_proxy,
    log_level: readLogLevel(environment) ?? DEFAULT_CONFIG.log_level,
    limits: readLimits(environment),
    tickets: readTickets(environment),
    payments: readPayments(environment),
    sandbox: readSandbox(environment),
    nats: readNats(environment, options.nats) ?? DEFAULT_CONFIG.nats,
    partitions: readPartitions(environment, options.partitions) ?? DEFAULT_CONFIG.partitions,
  };
}

/** A mistyped variable would otherwise be ignored without a word, and the default hold. */
function refuseUnknownVariables(environment: Environment): void {
  const known = new Set(VARIABLES.map((variable) => variable.name));
  for (const name of Object.keys(environment)) {
    if (name.startsWith('BOXOFFICE_') && !known.has(name)) {
      throw new ConfigError(`${name} is not a variable that boxoffice knows; 'boxoffice --help' lists them.`);
    }
  }
}

function readAdminToken(environment: Environment): string | undefined {
  const token = read(environment, 'BOXOFFICE_ADMIN_TOKEN');
  return token === undefined ? undefined : checkSecret('BOXOFFICE_ADMIN_TOKEN', token);
}

function readLogLevel(environment: Environment): Config['log_level'] | undefined {
  const text = read(environment, 'BOXOFFICE_LOG_LEVEL');
  if (text === undefined) return undefined;
  const level = LOG_LEVELS.find((known) => known === text);
  if (level === undefined) {
    throw new ConfigError(`BOXOFFICE_LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}; it is '${text}'.`);
  }
  return level;
}

function readPartitions(
  environment: Environment,
  option: string | undefined,
): Config['partitions'] | undefined {
  const text = option ?? read(environment, 'BOXOFFICE_PARTITIONS');
  if (text === undefined) return undefined;
  const partitions = parsePartitions(text);
  if (partitions === null) {
    const name = option === undefined ? 'BOXOFFICE_PARTITIONS' : '--partitions';
    throw new ConfigError(`${name} must list partitions from 0 to 63, such as 0-31,40; it is '${text}'.`);
  }
  return partitions;
}

function readLimits(environment: Environment): Config['limits'] {
  try {
    return limitsFromEnvironment(environment);
  } catch (error) {
    if (error instanceof LimitsError) throw new ConfigError(`${error.message}.`, { cause: error });
    throw error;
  }
}
