import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { backOff } from '../../back-off.ts';
import { drawId } from '../../ids.ts';
import type { Broker, BrokerLog } from '../../nats/broker.ts';
import type { Requester } from '../../nats/requester.ts';
import { CATALOGUE_OFFERS, CATALOGUE_WANTED } from '../../nats/subjects.ts';
import type { CatalogueStore } from '../open.ts';
import { download } from './download.ts';
import { installCatalogue } from './installing.ts';
import { type Offer, offers } from './messages.ts';
import { createOffersHeard } from './offers-heard.ts';
import { CHUNK_BYTES } from './parcel-service.ts';
import { planOf, type Trouble } from './plan.ts';

interface Options {
  readonly broker: Broker;
  readonly requester: Requester;
  readonly catalogue: CatalogueStore;
  /** Of this process, whose own offers are not for itself. */
  readonly holder_id: string;
  /** For what is fetched. */
  readonly folder: string;
  /** Called when another edition has come into the catalogue. */
  readonly onInstalled: () => void;
  readonly log: BrokerLog;
}

const LONGEST_PAUSE_MS = 30_000;
const NOTHING = new Uint8Array();

/** Fetches what `planOf` says of the editions that others offer, until it is there. */
export function fetchEditions(options: Options): {
  /** Looks whether there is something to fetch now: after the own edition has changed, and every second or so. */
  consider(): void;
  close(): Promise<void>;
} {
  const { broker, requester, catalogue, holder_id, folder, onInstalled, log } = options;
  const heard = createOffersHeard();
  const closing = new AbortController();
  const told = new Set<string>();
  let failures_of = new Map<string, number>();
  let failures = 0;
  let not_before = 0;
  let fetching: Promise<void> | null = null;

  function tellOnce({ key, details, message }: Trouble): void {
    if (told.has(key)) return;
    told.add(key);
    log.error(details, message);
  }

  function consider(): void {
    const now = performance.now();
    if (fetching !== null || closing.signal.aborted || now < not_before) return;
    const own = catalogue.edition();
    if (own === null && heard.mayBeMore(now)) return;
    const { holders, troubles } = planOf(own, heard.all(now));
    for (const trouble of troubles) tellOnce(trouble);
    const holder = mostReliable(holders);
    if (holder === null || !broker.isConnected()) return;
    fetching = fetchFrom(holder).finally(() => {
      fetching = null;
    });
  }

  /** One of those who have failed least, at random, so that they share the work. */
  function mostReliable(holders: readonly Offer[]): Offer | null {
    const failuresOf = (offer: Offer): number => failures_of.get(offer.holder_id) ?? 0;
    const fewest = Math.min(...holders.map(failuresOf));
    const best = holders.filter((offer) => failuresOf(offer) === fewest);
    return best[Math.floor(Math.random() * best.length)] ?? null;
  }

  async function fetchFrom({ holder_id: from, origin_id, version }: Offer): Promise<void> {
    const began = performance.now();
    const own_folder = join(folder, drawId());
    const file = join(own_folder, 'catalogue.br');
    // What is larger than half of the server's limit could meet another limit on the way.
    const chunk_bytes = Math.min(CHUNK_BYTES, Math.floor(broker.maxPayload() / 2));
    try {
      log.info({ origin_id, version, from }, 'fetching the catalogue');
      const parcel = await download({
        requester,
        holder_id: from,
        file,
        chunk_bytes,
        signal: closing.signal,
      });
      closing.signal.throwIfAborted();
      await installCatalogue({ parcel, file, folder: own_folder, data_folder: catalogue.data_folder });
      failures_of = new Map();
      failures = 0;
      const took_ms = Math.round(performance.now() - began);
      log.info({ origin_id, version, bytes: parcel.packed_bytes, took_ms }, 'the catalogue has come');
      onInstalled();
    } catch (error) {
      if (closing.signal.aborted) return;
      failures_of.set(from, (failures_of.get(from) ?? 0) + 1);
      const pause_ms = backOff(failures, LONGEST_PAUSE_MS, Math.random);
      failures += 1;
      not_before = performance.now() + pause_ms;
      log.warn({ err: error, origin_id, version, from }, 'the catalogue could not be fetched; trying again');
    } finally {
      await rm(own_folder, { recursive: true, force: true });
    }
  }

  const ask = (): void => void broker.publish(CATALOGUE_WANTED, NOTHING);
  const unsubscribe = broker.subscribe(CATALOGUE_OFFERS, ({ payload }) => {
    const offer = offers.decode(payload);
    if (offer === null || offer.holder_id === holder_id) return;
    heard.add(offer, performance.now());
    consider();
  });
  const unlisten = broker.onConnection((is_connected) => {
    if (is_connected) ask();
  });
  ask();

  return {
    consider,
    async close() {
      closing.abort();
      unlisten();
      unsubscribe();
      await fetching;
    },
  };
}
