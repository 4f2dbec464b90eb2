/**
 * Makes a fresh clone ready to run: packages installed, SQLite built, everything compiled. It is the first step of
 * the commands in package.json, needs nothing but Node and npm, and is silent where there is nothing to do.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from './compile.mjs';
import { preparePackages } from './packages.mjs';
import { SetupError, say } from './steps.mjs';

const OLDEST_NODE = [20, 15];

/** Throws a `SetupError` that says what to put right. */
export function prepare(root) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new SetupError(
      `Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`,
    );
  }
  preparePackages(root);
  compile(root);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    prepare(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
