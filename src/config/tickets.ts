import { parsePrivateKey, parsePublicKeys, TicketKeyError } from '../tickets/key-files.ts';
import type { TicketsConfig } from './config.ts';
import { ConfigError, checkSecret, type Environment, read, readBytes } from './values.ts';

/** What tickets are signed with, and what older ones were. */
export function readTickets(environment: Environment): TicketsConfig {
  const parseOld = (content: Buffer) => parsePublicKeys(content.toString());
  return {
    door_token: readDoorToken(environment),
    private_key: readKeys(environment, 'BOXOFFICE_TICKET_KEY', parsePrivateKey),
    old_public_keys: readKeys(environment, 'BOXOFFICE_TICKET_OLD_KEYS', parseOld) ?? [],
  };
}

function readDoorToken(environment: Environment): string | null {
  const token = read(environment, 'BOXOFFICE_DOOR_TOKEN');
  if (token === undefined) return null;
  if (token === read(environment, 'BOXOFFICE_ADMIN_TOKEN')) {
    throw new ConfigError(
      'BOXOFFICE_DOOR_TOKEN must be another than BOXOFFICE_ADMIN_TOKEN, or whoever is at a door could cancel shows.',
    );
  }
  return checkSecret('BOXOFFICE_DOOR_TOKEN', token);
}

function readKeys<Keys>(
  environment: Environment,
  name: string,
  parse: (content: Buffer) => Keys,
): Keys | null {
  const file = read(environment, name);
  if (file === undefined) return null;
  try {
    return parse(readBytes(name, file));
  } catch (error) {
    if (!(error instanceof TicketKeyError)) throw error;
    throw new ConfigError(`the file that ${name} names ${error.message}.`, { cause: error });
  }
}
