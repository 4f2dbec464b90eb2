import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { constants, createBrotliCompress } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import { copyDatabase } from '../../../persistence/index.ts';
import { type Edition, editionReader } from '../edition.ts';
import type { Packed, PackingTask } from './packing.ts';

/** The thread that packs a catalogue, see `packCatalogue`. */

const { database_path, folder }: PackingTask = workerData;
/** Packs 50 MB into 15 in 0.4 s; ten times that time would save 3 more. */
const QUALITY = 2;

mkdirSync(folder, { recursive: true });
const plain_file = join(folder, 'catalogue.db');
const file = join(folder, 'catalogue.br');
const { edition, bytes } = await takeSnapshot();
const { packed_bytes, sha256 } = await compress();
rmSync(plain_file);
const { origin_id, version } = edition;
const packed: Packed = { origin_id, version, file, bytes, packed_bytes, sha256 };
parentPort?.postMessage(packed);

async function takeSnapshot(): Promise<{ edition: Edition; bytes: number }> {
  const source = new Sqlite(database_path, { readonly: true, fileMustExist: true });
  let found: Edition | null = null;
  try {
    const size = await copyDatabase(source, plain_file, (copy) => {
      found = editionReader(copy)();
    });
    if (found === null) throw new Error('the catalogue is empty');
    return { edition: found, bytes: size };
  } finally {
    source.close();
  }
}

async function compress(): Promise<{ packed_bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(
    createReadStream(plain_file),
    createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }),
    measure,
    createWriteStream(file),
  );
  return { packed_bytes: size, sha256: hash.digest('hex') };
}
