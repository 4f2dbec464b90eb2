import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { drawId } from '../../ids.ts';
import type { Broker, BrokerLog } from '../../nats/broker.ts';
import type { Requester } from '../../nats/requester.ts';
import { noteWhereSold } from '../edition.ts';
import type { CatalogueStore } from '../open.ts';
import { fetchEditions } from './fetching.ts';
import { offerEdition } from './offering.ts';
import { serveParcels } from './parcel-service.ts';

export interface SharingOptions {
  readonly broker: Broker;
  readonly requester: Requester;
  /** Stays open and is read as ever: what is fetched appears in it. */
  readonly catalogue: CatalogueStore;
  /** Whether this process sells all seats, so that the log in its folder knows every show that is on sale. */
  readonly sells_everything: boolean;
  readonly log: BrokerLog;
}

/** The catalogue of this process's folder, shared with the other processes of the box office. */
export interface CatalogueSharing {
  /** Resolves when there is a catalogue in the folder: at once, or when one has been fetched or imported. */
  readonly filled: Promise<void>;
  isFilled(): boolean;
  /** Ends what is under way. The catalogue stays open. */
  close(): Promise<void>;
}

/** An import into this folder by another process is noticed within this time. */
const LOOK_EVERY_MS = 1_000;

/**
 * Offers the catalogue in this folder to the other processes, and fetches a first one or a newer version from them: from
 * whoever has it, so that it does not depend on the process in whose folder imports are made. What fails is tried again,
 * with another holder where there is one; until then the catalogue stays as it is.
 */
export function shareCatalogue(options: SharingOptions): CatalogueSharing {
  const { broker, requester, catalogue, sells_everything, log } = options;
  const holder_id = drawId();
  // No two processes share a data folder, so what lies there was left by one that is gone.
  const folder = join(catalogue.data_folder, 'catalogue-transfer');
  rmSync(folder, { recursive: true, force: true });

  const { edition } = catalogue;
  const parcels = serveParcels({ broker, catalogue, holder_id, folder, log });
  const offering = offerEdition({ broker, holder_id, edition });
  const fetching = fetchEditions({
    broker,
    requester,
    catalogue,
    holder_id,
    folder,
    onInstalled: look,
    log,
  });

  let fill = (): void => {};
  const filled = new Promise<void>((resolve) => {
    fill = resolve;
  });
  let version: number | null = null;

  function look(): void {
    const own = edition();
    if (own !== null && own.version !== version) {
      version = own.version;
      fill();
      offering.tell();
    }
    if (own !== null && !own.is_copy && own.is_sold_elsewhere === sells_everything) {
      noteWhereSold(catalogue.database, !sells_everything);
    }
    fetching.consider();
  }

  look();
  const timer = setInterval(look, LOOK_EVERY_MS);

  return {
    filled,
    isFilled: () => version !== null,
    async close() {
      clearInterval(timer);
      offering.close();
      await Promise.all([fetching.close(), parcels.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
