import type { Broker } from '../../nats/broker.ts';
import { CATALOGUE_OFFERS, CATALOGUE_WANTED } from '../../nats/subjects.ts';
import type { Edition } from '../edition.ts';
import { MIGRATIONS } from '../schema.ts';
import { offers } from './messages.ts';
import { OFFER_EVERY_MS } from './offers-heard.ts';

interface Options {
  readonly broker: Broker;
  readonly holder_id: string;
  readonly edition: () => Edition | null;
}

/** Tells the other processes which edition this one has: every few seconds, when one asks, and when it is told to. */
export function offerEdition({ broker, holder_id, edition }: Options): {
  tell(): void;
  close(): void;
} {
  function tell(): void {
    const own = edition();
    if (own === null) return;
    const { origin_id, version, is_copy } = own;
    const offer = { holder_id, origin_id, version, is_copy, schema_version: MIGRATIONS.length };
    broker.publish(CATALOGUE_OFFERS, offers.encode(offer));
  }

  const unsubscribe = broker.subscribe(CATALOGUE_WANTED, tell);
  const unlisten = broker.onConnection((is_connected) => {
    if (is_connected) tell();
  });
  const timer = setInterval(tell, OFFER_EVERY_MS);
  tell();

  return {
    tell,
    close() {
      clearInterval(timer);
      unlisten();
      unsubscribe();
    },
  };
}
