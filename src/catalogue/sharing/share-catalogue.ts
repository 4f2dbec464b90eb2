import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { drawId } from '../../ids.ts';
import type { Broker, BrokerLog } from '../../nats/broker.ts';
import type { Requester } from '../../nats/requester.ts';
import { type Edition, noteWhereSold } from '../edition.ts';
import type { CatalogueStore } from '../open.ts';
import { fetchEditions } from './fetching.ts';
import { offerEdition } from './offering.ts';
import { serveParcels } from './parcel-service.ts';
import { lockSharing } from './sharing-lock.ts';

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

/** A change by another process, an import for example, is noticed within this time. */
const LOOK_EVERY_MS = 1_000;

/**
 * Offers the catalogue in this folder to the other processes, and fetches a first one or a newer version from them: from
 * whoever has it, so that it does not depend on the process in whose folder imports are made. What fails is tried again,
 * with another holder where there is one; until then the catalogue stays as it is. Where two processes use one folder,
 * one of them does all this, and the other finds it done.
 */
export function shareCatalogue(options: SharingOptions): CatalogueSharing {
  const { catalogue, log } = options;
  let fill = (): void => {};
  const filled = new Promise<void>((resolve) => {
    fill = resolve;
  });
  let known: Edition | null = null;
  let has_failed = false;
  let part = takePart(options, look);
  if (part === null) log.info({}, 'another process that uses this data folder shares its catalogue');

  /** What cannot be done now, on a full disk for example, can be later: nothing else of the process is to end with it. */
  function look(): void {
    try {
      lookAfter();
      has_failed = false;
    } catch (error) {
      if (!has_failed) log.error({ err: error }, 'the catalogue cannot be looked after; trying on');
      has_failed = true;
    }
  }

  function lookAfter(): void {
    part ??= takePart(options, look);
    const now = catalogue.edition();
    if (now !== null && (now.version !== known?.version || now.origin_id !== known.origin_id)) {
      known = now;
      catalogue.forget();
      fill();
      part?.tell();
    }
    part?.consider();
  }

  look();
  const timer = setInterval(look, LOOK_EVERY_MS);

  return {
    filled,
    isFilled: () => known !== null,
    async close() {
      clearInterval(timer);
      await part?.close();
    },
  };
}

/** What the one process does that shares the catalogue of a folder. */
interface Part {
  /** Tells the others of the own edition. */
  tell(): void;
  /** Looks whether there is something to do. */
  consider(): void;
  close(): Promise<void>;
}

/** Null where another process has this part already. */
function takePart(
  { broker, requester, catalogue, sells_everything, log }: SharingOptions,
  onInstalled: () => void,
): Part | null {
  const lock = lockSharing(catalogue.data_folder);
  if (lock === null) return null;
  const { edition } = catalogue;
  const holder_id = drawId();
  const folder = join(catalogue.data_folder, 'catalogue-transfer');
  // Left by a process that was ended midway.
  rmSync(folder, { recursive: true, force: true });

  const parcels = serveParcels({ broker, catalogue, holder_id, folder, log });
  const offering = offerEdition({ broker, holder_id, edition });
  const fetching = fetchEditions({ broker, requester, catalogue, holder_id, folder, onInstalled, log });

  return {
    tell: offering.tell,
    consider() {
      const own = edition();
      if (own !== null && !own.is_copy && own.is_sold_elsewhere === sells_everything) {
        noteWhereSold(catalogue.database, !sells_everything);
      }
      fetching.consider();
    },
    async close() {
      offering.close();
      await Promise.all([fetching.close(), parcels.close()]);
      await rm(folder, { recursive: true, force: true });
      lock.release();
    },
  };
}
