import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { drawId } from '../../ids.ts';
import type { Broker, BrokerLog, BrokerMessage } from '../../nats/broker.ts';
import { catalogueChunk, catalogueParcel } from '../../nats/subjects.ts';
import { cataloguePath } from '../database.ts';
import type { CatalogueStore } from '../open.ts';
import { chunkRequests, type Parcel, type ParcelAnswer, parcelAnswers } from './messages.ts';
import { packCatalogue } from './packing.ts';

/** Small, so that other messages on the same connection wait a few milliseconds at most on a slow line. */
export const CHUNK_BYTES = 64 * 1024;
/** A parcel that nobody has asked for during this time is thrown away. */
const KEPT_MS = 60_000;
/** Where it could not be packed, on a full disk for example, it is not tried again for each who asks. */
const PAUSE_AFTER_FAILURE_MS = 10_000;

interface Options {
  readonly broker: Broker;
  readonly catalogue: CatalogueStore;
  readonly holder_id: string;
  /** For the parcels. */
  readonly folder: string;
  readonly log: BrokerLog;
}

interface Stored {
  readonly parcel: Parcel;
  readonly handle: FileHandle;
  readonly folder: string;
  readonly expiry: NodeJS.Timeout;
}

/** Gives the catalogue in this process's folder to whoever asks for it, packed once for all who come in the same minute. */
export function serveParcels({ broker, catalogue, holder_id, folder, log }: Options): {
  close(): Promise<void>;
} {
  const stored = new Map<string, Stored>();
  let packing: Promise<void> | null = null;
  let not_before = 0;

  function answerOfNow(): ParcelAnswer {
    const edition = catalogue.edition();
    if (edition === null) return { state: 'unavailable' };
    for (const { parcel, expiry } of stored.values()) {
      if (parcel.origin_id !== edition.origin_id || parcel.version !== edition.version) continue;
      expiry.refresh();
      return { state: 'ready', parcel };
    }
    if (performance.now() < not_before) return { state: 'unavailable' };
    packing ??= pack().finally(() => {
      packing = null;
    });
    return { state: 'packing' };
  }

  async function pack(): Promise<void> {
    const parcel_id = drawId();
    const parcel_folder = join(folder, parcel_id);
    try {
      const database_path = cataloguePath(catalogue.data_folder);
      const { file, ...packed } = await packCatalogue({ database_path, folder: parcel_folder });
      stored.set(parcel_id, {
        parcel: { parcel_id, ...packed },
        handle: await open(file, 'r'),
        folder: parcel_folder,
        expiry: setTimeout(() => void discard(parcel_id), KEPT_MS),
      });
    } catch (error) {
      not_before = performance.now() + PAUSE_AFTER_FAILURE_MS;
      log.error({ err: error }, 'the catalogue could not be packed for those who want a copy');
      await rm(parcel_folder, { recursive: true, force: true });
    }
  }

  async function discard(parcel_id: string): Promise<void> {
    const found = stored.get(parcel_id);
    if (found === undefined) return;
    stored.delete(parcel_id);
    clearTimeout(found.expiry);
    await found.handle.close();
    await rm(found.folder, { recursive: true, force: true });
  }

  async function answerChunk({ payload, reply }: BrokerMessage): Promise<void> {
    const request = chunkRequests.decode(payload);
    if (reply === null || request === null || request.bytes > CHUNK_BYTES) return;
    broker.publish(reply, await readChunk(request));
  }

  async function readChunk(request: {
    parcel_id: string;
    offset: number;
    bytes: number;
  }): Promise<Uint8Array> {
    const found = stored.get(request.parcel_id);
    if (found === undefined) return new Uint8Array();
    found.expiry.refresh();
    const buffer = Buffer.allocUnsafe(request.bytes);
    const { bytesRead } = await found.handle.read(buffer, 0, request.bytes, request.offset);
    return buffer.subarray(0, bytesRead);
  }

  const subscriptions = [
    broker.subscribe(catalogueParcel(holder_id), ({ reply }) => {
      if (reply !== null) broker.publish(reply, parcelAnswers.encode(answerOfNow()));
    }),
    broker.subscribe(catalogueChunk(holder_id), (message) => {
      answerChunk(message).catch((error: unknown) => {
        log.error({ err: error }, 'a piece of the packed catalogue could not be read');
      });
    }),
  ];

  return {
    async close() {
      for (const unsubscribe of subscriptions) unsubscribe();
      await packing;
      await Promise.all([...stored.keys()].map(discard));
    },
  };
}
