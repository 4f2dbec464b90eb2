import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type CatalogueStore, openCatalogue } from '../../../src/catalogue/open.ts';
import { installCatalogue } from '../../../src/catalogue/sharing/installing.ts';
import type { Parcel } from '../../../src/catalogue/sharing/messages.ts';
import { packCatalogue } from '../../../src/catalogue/sharing/packing.ts';
import { drawId } from '../../../src/ids.ts';
import { changed, example, load } from '../support.ts';

const installing = suite('installing a copy');

/** A folder with an origin, what was packed of it, and a folder for the copy. */
interface Stage {
  readonly origin: CatalogueStore;
  readonly target: CatalogueStore;
  readonly folder: string;
  pack(): Promise<{ parcel: Parcel; bytes: Buffer }>;
  install(parcel: Parcel, bytes: Buffer): Promise<void>;
}

const stages = new Set<Stage>();

function openStage(): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'boxoffice-installing-'));
  const origin = openCatalogue(join(folder, 'origin'));
  const target = openCatalogue(join(folder, 'target'));
  load(origin, example());
  const stage: Stage = {
    origin,
    target,
    folder,
    async pack() {
      const database_path = join(origin.data_folder, 'catalogue.db');
      const { file, ...packed } = await packCatalogue({ database_path, folder: join(folder, drawId()) });
      return { parcel: { parcel_id: drawId(), ...packed }, bytes: readFileSync(file) };
    },
    async install(parcel, bytes) {
      const file = join(folder, `${drawId()}.br`);
      writeFileSync(file, bytes);
      const { data_folder } = target;
      await installCatalogue({ parcel, file, folder: join(folder, drawId()), data_folder });
    },
  };
  stages.add(stage);
  return stage;
}

installing.after.each(() => {
  for (const { origin, target, folder } of stages) {
    origin.close();
    target.close();
    rmSync(folder, { recursive: true, force: true });
  }
  stages.clear();
});

/** The parcel as it would be announced with these bytes in it. */
function withContent(parcel: Parcel, plain: Buffer): { parcel: Parcel; bytes: Buffer } {
  const bytes = brotliCompressSync(plain);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { parcel: { ...parcel, bytes: plain.length, packed_bytes: bytes.length, sha256 }, bytes };
}

async function rejects(promise: Promise<void>, message: RegExp): Promise<void> {
  await promise.then(
    () => assert.unreachable('it was installed'),
    (error: unknown) => assert.match(error instanceof Error ? error.message : '', message),
  );
}

installing('brings the whole catalogue into an open one', async () => {
  const { origin, target, pack, install } = openStage();
  const { parcel, bytes } = await pack();
  assert.is(target.cities({ name: null, country: null, page: 1, per_page: 10 }).total, 0);
  await install(parcel, bytes);
  const query = { keyword: null, city: null, from: 0, page: 1, per_page: 30 };
  assert.equal(target.search(query), origin.search(query));
  assert.ok(target.search({ ...query, keyword: 'metro' }).total > 0);
  assert.equal(target.counts(), origin.counts());
  assert.is(target.database.pragma('journal_mode', { simple: true }), 'wal');

  load(origin, changed(example(), '/movies/0/title', 'Nosferatu'));
  const next = await pack();
  await install(next.parcel, next.bytes);
  assert.equal(target.search(query), origin.search(query));
  assert.is(target.edition()?.version, 2);
});

installing('refuses what is not as announced, and leaves everything as it is', async () => {
  const { target, pack, install } = openStage();
  const { parcel, bytes } = await pack();
  const flipped = Buffer.from(bytes);
  const middle = bytes.length >> 1;
  flipped[middle] = (flipped[middle] ?? 0) ^ 1;
  // Which of its checks notices depends on what the bit meant.
  await rejects(install(parcel, flipped), /hash|Decompression failed|more than|instead of|unexpected end/);
  await rejects(install(parcel, bytes.subarray(0, middle)), /unexpected end/);
  await rejects(install({ ...parcel, sha256: '0'.repeat(64) }, bytes), /hash announced/);
  await rejects(install({ ...parcel, bytes: parcel.bytes - 1 }, bytes), /more than/);
  await rejects(install({ ...parcel, bytes: parcel.bytes + 1 }, bytes), /instead of/);
  await rejects(install({ ...parcel, version: 2 }, bytes), /another edition/);
  await rejects(install({ ...parcel, origin_id: drawId() }, bytes), /another edition/);
  assert.is(target.edition(), null);
  await install(parcel, bytes);
  assert.is(target.edition()?.version, 1);
});

installing('refuses a catalogue that was damaged where it came from', async () => {
  const { origin, target, pack, install } = openStage();
  const { parcel, bytes } = await pack();
  const plain = brotliDecompressSync(bytes);
  const page_bytes = Number(origin.database.pragma('page_size', { simple: true }));
  // The root page of a table, by which pages are lost or found twice.
  const root = origin.database
    .prepare<[], { rootpage: number }>("SELECT rootpage FROM sqlite_schema WHERE name = 'show'")
    .get()?.rootpage;
  assert.ok(root !== undefined);
  plain.fill(0xff, (root - 1) * page_bytes, root * page_bytes);
  const damaged = withContent(parcel, plain);
  await rejects(install(damaged.parcel, damaged.bytes), /damaged|malformed/);

  const no_database = withContent(parcel, Buffer.from('a shopping list'));
  await rejects(install(no_database.parcel, no_database.bytes), /not a database/);
  assert.is(target.edition(), null);
});

installing('refuses what a newer boxoffice has made', async () => {
  const { origin, target, pack, install } = openStage();
  origin.database.pragma('user_version = 99');
  const { parcel, bytes } = await pack();
  await rejects(install(parcel, bytes), /use a newer boxoffice/);
  assert.is(target.edition(), null);
});

installing('never overwrites an import, an origin, or what is as new', async () => {
  const { origin, target, pack, install } = openStage();
  const { parcel, bytes } = await pack();
  await install(parcel, bytes);
  await rejects(install(parcel, bytes), /is here already/);

  load(origin, changed(example(), '/movies/0/title', 'Nosferatu'));
  const newer = await pack();
  target.database.exec('UPDATE edition SET is_copy = 0');
  await rejects(install(newer.parcel, newer.bytes), /is here already/);
  target.database.exec(`UPDATE edition SET is_copy = 1, origin_id = '${drawId()}'`);
  await rejects(install(newer.parcel, newer.bytes), /is here already/);
  assert.is(target.edition()?.version, 1);
});

installing('gives up where an import is writing', async () => {
  const { target, pack, install } = openStage();
  const { parcel, bytes } = await pack();
  const importing = new Database(join(target.data_folder, 'catalogue.db'));
  importing.exec('BEGIN IMMEDIATE');
  await rejects(install(parcel, bytes), /being written/);
  importing.close();
  await install(parcel, bytes);
  assert.is(target.edition()?.version, 1);
});

installing.run();
