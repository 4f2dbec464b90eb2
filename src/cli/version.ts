import { readFileSync } from 'node:fs';

/** package.json as seen from the compiled form of this file. */
const PACKAGE = new URL('../../../package.json', import.meta.url);

export const VERSION = String(JSON.parse(readFileSync(PACKAGE, 'utf8')).version);
