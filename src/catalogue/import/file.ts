import { readFileSync, statSync } from 'node:fs';
import { ImportError } from './problems.ts';

/** Far above the reference size, whose document has 20 MB. */
const LARGEST_FILE_BYTES = 128 * 1024 * 1024;

/** Reads and parses a file to import. Throws an `ImportError` where it is too large or no JSON. */
export function readImportFile(path: string): unknown {
  const { size } = statSync(path);
  if (size > LARGEST_FILE_BYTES) {
    throw fileError(`${path} has ${size} bytes; at most ${LARGEST_FILE_BYTES} are read. Import it in parts.`);
  }
  // Some editors begin a file with a byte order mark, which JSON.parse does not take.
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw fileError(`${path} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function fileError(message: string): ImportError {
  return new ImportError([{ place: '', message }], 1);
}
