import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createBrotliDecompress } from 'node:zlib';
import type { Database } from 'better-sqlite3';
import { cataloguePath, openDatabase } from '../database.ts';
import { type Edition, editionReader, markAsCopy } from '../edition.ts';
import type { InstallingTask } from './installing.ts';

/** The thread that installs a catalogue, see `installCatalogue`. */

const { parcel, file, folder, data_folder }: InstallingTask = workerData;
const ALL_PAGES = 0x7fffffff;

await unpack();
// Also brings a catalogue that an older boxoffice has packed up to date.
const unpacked = openDatabase(folder);
try {
  const edition = check(unpacked);
  markAsCopy(unpacked);
  await install(unpacked);
  parentPort?.postMessage({ ...edition, is_copy: true });
} finally {
  unpacked.close();
}

async function unpack(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const hash = createHash('sha256');
  let bytes = 0;
  const measurePacked = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const measurePlain = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > parcel.bytes) done(new Error(`it holds more than the ${parcel.bytes} bytes announced`));
      else done(null, chunk);
    },
  });
  await pipeline(
    createReadStream(file),
    measurePacked,
    createBrotliDecompress(),
    measurePlain,
    createWriteStream(cataloguePath(folder)),
  );
  if (hash.digest('hex') !== parcel.sha256) throw new Error('it does not have the hash announced');
  if (bytes !== parcel.bytes) throw new Error(`it holds ${bytes} bytes instead of ${parcel.bytes}`);
}

function check(database: Database): Edition {
  const fault = database.pragma('integrity_check(1)', { simple: true });
  if (fault !== 'ok') throw new Error(`it is damaged: ${fault}`);
  const edition = editionReader(database)();
  if (edition?.origin_id !== parcel.origin_id || edition.version !== parcel.version) {
    throw new Error('it is another edition than announced');
  }
  return edition;
}

async function install(database: Database): Promise<void> {
  const target = openDatabase(data_folder);
  const readTarget = editionReader(target);
  try {
    // Asked once the target is locked: an import may have come before us while the catalogue was on its way.
    const begin = (): number => {
      requireOlder(readTarget());
      return ALL_PAGES;
    };
    await database.backup(cataloguePath(data_folder), { progress: begin });
    // The library also resolves where the target was locked by somebody else, and nothing was copied.
    const now = readTarget();
    if (now?.origin_id !== parcel.origin_id || now.version !== parcel.version) {
      throw new Error(`${target.name} is being written by another process`);
    }
    // Its write-ahead log is now as large as the catalogue.
    target.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    target.close();
  }
}

function requireOlder(own: Edition | null): void {
  if (own === null) return;
  if (!own.is_copy || own.origin_id !== parcel.origin_id || own.version >= parcel.version) {
    throw new Error(`version ${own.version} of ${own.origin_id} is here already`);
  }
}
