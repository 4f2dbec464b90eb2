import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const prepare = suite('prepare');

/** Tests are run in the project's folder. */
const PROJECT = resolve('.');
const folders: string[] = [];
prepare.after(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A project of a few small files that shares the real one's packages and settings. */
function smallProject(): string {
  const root = mkdtempSync(join(tmpdir(), 'boxoffice-setup-'));
  folders.push(root);
  for (const name of [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'src/setup',
    'src/web/tsconfig.json',
    'src/web/vite.config.mjs',
  ]) {
    cpSync(join(PROJECT, name), join(root, name), { recursive: true });
  }
  for (const name of ['actors', 'persistence', 'bench', 'test']) mkdirSync(join(root, name));
  symlinkSync(join(PROJECT, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'src', 'seats.ts'), 'export const seats: number = 300;\n');
  writeFileSync(join(root, 'actors', 'show.ts'), 'export const shows: number = 1;\n');
  writeFileSync(join(root, 'src', 'web', 'main.ts'), 'export const page: string = document.title;\n');
  for (const page of ['index.html', 'operate.html']) {
    writeFileSync(
      join(root, 'src', 'web', page),
      '<!doctype html><script type="module" src="/main.ts"></script>\n',
    );
  }
  return root;
}

function run(root: string, environment: NodeJS.ProcessEnv = process.env) {
  const parameters = [join(root, 'src', 'setup', 'prepare.mjs')];
  const { status, stdout, stderr } = spawnSync(process.execPath, parameters, {
    encoding: 'utf8',
    env: environment,
  });
  return { status, stdout, stderr };
}

prepare('compiles once, and then is silent until a source changes', () => {
  const root = smallProject();
  assert.equal(run(root), { status: 0, stdout: '', stderr: 'boxoffice: compiling\n' });
  assert.match(readFileSync(join(root, 'dist', 'src', 'seats.js'), 'utf8'), /300/);
  const built = readdirSync(join(root, 'dist', 'web'), { recursive: true, encoding: 'utf8' });
  assert.ok(built.includes('index.html.br'));
  assert.ok(
    built.some((name) => /^assets\/.*-[\w-]{8}\.js\.gz$/.test(name)),
    built.join(' '),
  );
  assert.equal(run(root), { status: 0, stdout: '', stderr: '' });

  writeFileSync(join(root, 'src', 'web', 'index.html'), '<!doctype html><title>New</title>\n');
  assert.equal(run(root), { status: 0, stdout: '', stderr: 'boxoffice: compiling\n' });
  assert.match(readFileSync(join(root, 'dist', 'web', 'index.html'), 'utf8'), /New/);
});

prepare('nothing stays of a source that is gone', () => {
  const root = smallProject();
  run(root);
  rmSync(join(root, 'src', 'seats.ts'));
  assert.is(run(root).status, 0);
  assert.not(existsSync(join(root, 'dist', 'src', 'seats.js')));
});

prepare("fails with the compiler's words, each time until the error is gone", () => {
  const root = smallProject();
  const file = join(root, 'src', 'seats.ts');
  writeFileSync(file, "export const seats: number = 'many';\n");
  for (const attempt of [1, 2]) {
    const { status, stderr } = run(root);
    assert.is(status, 1, `attempt ${attempt}`);
    assert.match(stderr, /src\/seats\.ts.*error TS2322/s);
    assert.not.match(stderr, /^ {4}at /m);
  }
  writeFileSync(file, 'export const seats: number = 200;\n');
  assert.is(run(root).status, 0);
});

prepare('says what is missing where it cannot install it', () => {
  const root = smallProject();
  rmSync(join(root, 'node_modules'));
  const folder = join(root, 'bin');
  mkdirSync(folder);
  // An npm that has nothing to install, and nothing else on the PATH: no compiler, no apt-get.
  writeFileSync(join(folder, 'npm'), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
  symlinkSync('/bin/sh', join(folder, 'sh'));
  const { status, stderr } = run(root, { PATH: folder });
  assert.is(status, 1);
  assert.match(
    stderr,
    /python3, make, g\+\+ needed to build better-sqlite3.*apt-get install python3 make g\+\+/,
  );
});

prepare.run();
