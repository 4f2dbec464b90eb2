import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compressFiles } from './compress.mjs';
import { run, say } from './steps.mjs';

const SOURCE_FOLDERS = ['src', 'actors', 'persistence', 'bench', 'test'];
const SETTINGS = ['tsconfig.json', 'package-lock.json'];

/** Compiles everything into dist/, and does nothing where dist/ was made from exactly these sources. */
export function compile(root) {
  const output = join(root, 'dist');
  const stamp = join(output, '.sources');
  const wanted = sourcesIdentity(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  say('compiling');
  // All of the old output goes, so that nothing runs whose source is gone.
  rmSync(output, { recursive: true, force: true });
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  run('the compiler found errors', process.execPath, [compiler], { cwd: root });
  buildPages(root, compiler);
  writeFileSync(stamp, wanted);
}

/** The pages for the browser: checked by the compiler, put together by Vite, compressed once and for all. */
function buildPages(root, compiler) {
  run('the compiler found errors in the pages', process.execPath, [compiler, '-p', 'src/web'], { cwd: root });
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  run('the pages could not be built', process.execPath, [vite, 'build', join('src', 'web')], { cwd: root });
  compressFiles(join(root, 'dist', 'web'));
}

/** A hash over the names and contents of everything that the output is made from. */
function sourcesIdentity(root) {
  const hash = createHash('sha256');
  const files = SOURCE_FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  );
  for (const file of [...SETTINGS, ...files].sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return `${hash.digest('hex')}\n`;
}
