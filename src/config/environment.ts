import { LimitsError, limitsFromEnvironment } from '../../actors/limits.ts';
import { type Config, DEFAULT_CONFIG, LOG_LEVELS } from './config.ts';
import { VARIABLES } from './variables.ts';

/** The environment says something that cannot work; the message is a sentence for the person who set it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

const HIGHEST_PORT = 65_535;
const HIGHEST_RPS = 1_000_000;
/** A shorter token could be guessed by trying. */
const SHORTEST_ADMIN_TOKEN = 16;

/** Reads and checks the environment; a variable that is set to nothing counts as not set. Throws a `ConfigError`. */
export function readConfig(environment: Environment): Config {
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

function read(environment: Environment, name: string): string | undefined {
  const text = environment[name];
  return text === '' ? undefined : text;
}

function readWholeNumber(
  environment: Environment,
  name: string,
  least: number,
  most: number,
): number | undefined {
  const text = read(environment, name);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!/^\d{1,9}$/.test(text) || number < least || number > most) {
    throw new ConfigError(`${name} must be a whole number from ${least} to ${most}; it is '${text}'.`);
  }
  return number;
}

function readYesOrNo(environment: Environment, name: string): boolean | undefined {
  const text = read(environment, name);
  if (text === undefined) return undefined;
  if (text !== 'yes' && text !== 'no') throw new ConfigError(`${name} must be yes or no; it is '${text}'.`);
  return text === 'yes';
}

/** The message does not repeat the token: it may be the right one with a slip in it. */
function readAdminToken(environment: Environment): string | undefined {
  const token = read(environment, 'BOXOFFICE_ADMIN_TOKEN');
  if (token === undefined) return undefined;
  if (token.length < SHORTEST_ADMIN_TOKEN || !/^[\x21-\x7e]+$/.test(token)) {
    throw new ConfigError(
      `BOXOFFICE_ADMIN_TOKEN must have at least ${SHORTEST_ADMIN_TOKEN} characters, visible ASCII ones without spaces.`,
    );
  }
  return token;
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

function readLimits(environment: Environment): Config['limits'] {
  try {
    return limitsFromEnvironment(environment);
  } catch (error) {
    if (error instanceof LimitsError) throw new ConfigError(`${error.message}.`, { cause: error });
    throw error;
  }
}
