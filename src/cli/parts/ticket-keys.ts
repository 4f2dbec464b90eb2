import type { Config } from '../../config/config.ts';
import { ownPrivateKey } from '../../tickets/key-files.ts';
import { type TicketKeys, ticketKeys } from '../../tickets/keys.ts';
import type { Logger } from '../logger.ts';

/** What tickets are signed with: the key that is configured, or the data folder's own. */
export function openTicketKeys({ tickets, nats, data_folder }: Config, logger: Logger): TicketKeys {
  if (tickets.private_key === null && nats !== null) {
    logger.warn(
      'BOXOFFICE_TICKET_KEY is not set, so tickets are signed with a key of this data folder: ' +
        'other gateways of the same box office will not admit them',
    );
  }
  const private_key = tickets.private_key ?? ownPrivateKey(data_folder);
  return ticketKeys(private_key, tickets.old_public_keys);
}
