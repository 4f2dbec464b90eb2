import type { Edition } from '../edition.ts';
import { MIGRATIONS } from '../schema.ts';
import type { Offer } from './messages.ts';

/** What to do about the editions that others have. */
export interface Plan {
  /** Those who have what we should fetch, if anybody. */
  readonly holders: readonly Offer[];
  /** What an operator has to put right; one of them is to be told once. */
  readonly troubles: readonly Trouble[];
}

export interface Trouble {
  /** The same for the same trouble. */
  readonly key: string;
  readonly details: object;
  readonly message: string;
}

/**
 * Who has no catalogue takes the one that others have, and who has a copy takes a newer version of the same origin.
 * A catalogue is never replaced by one of another origin: its shows have other ids, and what was sold of the old ones
 * could no longer be listed. Two origins on one broker mean that two box offices were mixed up, which only an operator
 * can put right; who has no catalogue yet cannot know which of them it belongs to, and takes neither.
 */
export function planOf(own: Edition | null, offers: readonly Offer[]): Plan {
  const troubles = troublesOf(own, offers);
  const readable = offers.filter(({ schema_version }) => schema_version <= MIGRATIONS.length);
  const is_ambiguous = own === null && new Set(offers.map(({ origin_id }) => origin_id)).size > 1;
  if (is_ambiguous || own?.is_copy === false) return { holders: [], troubles };

  const wanted = readable.filter(({ origin_id }) => own === null || origin_id === own.origin_id);
  const newest = Math.max(own?.version ?? 0, ...wanted.map(({ version }) => version));
  const holders = newest === own?.version ? [] : wanted.filter(({ version }) => version === newest);
  return { holders, troubles };
}

function troublesOf(own: Edition | null, offers: readonly Offer[]): Trouble[] {
  const troubles = offers.flatMap((offer) => troubleWith(own, offer) ?? []);
  const origins = [...new Set(offers.map(({ origin_id }) => origin_id))].sort();
  if (own !== null || origins.length < 2) return troubles;
  const message =
    'the catalogues of two box offices are on this NATS server, and neither is taken: let each have a server, or an account, of its own';
  return [...troubles, { key: `origins ${origins.join(' ')}`, details: { origins }, message }];
}

function troubleWith(own: Edition | null, offer: Offer): Trouble | null {
  const { origin_id, version } = offer;
  if (own !== null && origin_id !== own.origin_id) {
    return {
      key: `foreign ${origin_id}`,
      details: { own: own.origin_id, other: origin_id },
      message:
        'the catalogue of another box office is on this NATS server and is not taken: let each have a server, or an account, of its own; ' +
        'or, if this folder is to follow the other one, remove its catalogue.db',
    };
  }
  if (own !== null && !own.is_copy && !offer.is_copy) {
    return {
      key: `second origin ${offer.holder_id}`,
      details: { origin_id, version },
      message:
        'another process has this catalogue as its own, too: its folder was copied from this one, or this from that one. Remove catalogue.db from the folder that is not to be imported into',
    };
  }
  if (own !== null && !own.is_copy && version > own.version) {
    return {
      key: `ahead ${version}`,
      details: { origin_id, own: own.version, other: version },
      message:
        'a copy of this catalogue is newer than the catalogue itself, which was probably restored from an older backup: copies take its versions again once they are newer than theirs',
    };
  }
  if (offer.schema_version > MIGRATIONS.length && version > (own?.version ?? 0)) {
    return {
      key: `schema ${offer.schema_version}`,
      details: { origin_id, version },
      message: 'a newer boxoffice has made a catalogue that this one cannot read: bring this one up to date',
    };
  }
  return null;
}
