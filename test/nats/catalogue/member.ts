import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CatalogueStore, openCatalogue } from '../../../src/catalogue/open.ts';
import { type CatalogueSharing, shareCatalogue } from '../../../src/catalogue/sharing/share-catalogue.ts';
import type { Broker } from '../../../src/nats/broker.ts';
import { openBroker } from '../../../src/nats/open-broker.ts';
import { createRequester, type Requester } from '../../../src/nats/requester.ts';
import { type Logged, recordingLog } from './recording-log.ts';

/** What a process of the box office has of the catalogue: its folder, and what shares it. */
export interface Member {
  readonly folder: string;
  readonly catalogue: CatalogueStore;
  readonly sharing: CatalogueSharing;
  readonly broker: Broker;
  readonly requester: Requester;
  readonly log: Logged;
  /** Leaves the folder as it is. */
  close(): Promise<void>;
}

interface MemberOptions {
  readonly url: string;
  readonly folder?: string;
  readonly sells_everything?: boolean;
  /** What stands between the member and the real broker. */
  readonly through?: (broker: Broker) => Broker;
}

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder, which is gone when the test's process ends. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'boxoffice-sharing-'));
  folders.push(folder);
  return folder;
}

export function openMember({
  url,
  folder = newFolder(),
  sells_everything = false,
  through = (broker) => broker,
}: MemberOptions): Member {
  const log = recordingLog();
  const broker = through(
    openBroker({ servers: [url], name: 'test', credentials: { type: 'none' }, tls: null }, log),
  );
  const requester = createRequester(broker);
  const catalogue = openCatalogue(folder);
  const sharing = shareCatalogue({ broker, requester, catalogue, sells_everything, log });
  return {
    folder,
    catalogue,
    sharing,
    broker,
    requester,
    log,
    async close() {
      await sharing.close();
      requester.close();
      await broker.close();
      catalogue.close();
    },
  };
}

const MOST_LOOKS = 3_000;
const LOOK_PAUSE_MS = 10;

/** Waits until it is so, half a minute at most. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    if (isSo()) return;
    await sleep(LOOK_PAUSE_MS);
  }
  throw new Error(`in vain: ${what}`);
}

export function hasVersion(member: Member, version: number): () => boolean {
  return () => member.catalogue.edition()?.version === version;
}
