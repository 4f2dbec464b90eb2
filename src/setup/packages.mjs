import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run, say } from './steps.mjs';
import { ensureCommands } from './system.mjs';

/** Brings node_modules into line with package-lock.json, and does nothing where it already is. */
export function preparePackages(root) {
  const stamp = join(root, 'node_modules', '.boxoffice-packages');
  const wanted = packagesIdentity(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  say('installing packages');
  // `--include=dev`: the compiler is one of them, whatever NODE_ENV says.
  run('npm ci failed', 'npm', ['ci', '--include=dev', '--ignore-scripts', '--loglevel=error'], { cwd: root });
  buildSqlite(root);
  writeFileSync(stamp, wanted);
}

/** What node_modules depends on: the lock file, and for what is compiled, the kind of Node and machine. */
function packagesIdentity(root) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  return `${lock} abi-${process.versions.modules} ${process.platform}-${process.arch}\n`;
}

/**
 * Compiles better-sqlite3 here, from the source in its package. Its own install script would rather download a
 * binary, which is why `.npmrc` lets no install script run.
 */
function buildSqlite(root) {
  ensureCommands('to build better-sqlite3', { python3: 'python3', make: 'make', 'g++': 'g++' });
  say('building SQLite from its source; this takes about a minute, once');
  run(
    'better-sqlite3 could not be built',
    'npm',
    ['run', 'build-release', '--loglevel=error', '--', ...nodeHeaders()],
    { cwd: join(root, 'node_modules', 'better-sqlite3') },
  );
}

/** Points node-gyp to the headers that came with this Node; where there are none, it fetches them from nodejs.org. */
function nodeHeaders() {
  const nodeFolder = dirname(dirname(process.execPath));
  const header = join(nodeFolder, 'include', 'node', 'node_version.h');
  if (!existsSync(header)) return [];
  const text = readFileSync(header, 'utf8');
  const version = ['MAJOR', 'MINOR', 'PATCH']
    .map((part) => new RegExp(`#define NODE_${part}_VERSION (\\d+)`).exec(text)?.[1])
    .join('.');
  return version === process.versions.node ? [`--nodedir=${nodeFolder}`] : [];
}
