import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

/** What a frontend gets when it loads the library. */
const loads = suite('what the client library loads');

const BUILD = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const LIBRARY = join('src', 'client');

/** Prints the address of each module that is loaded. */
const HOOKS = `
import { writeSync } from 'node:fs';
const resolve = async (specifier, context, next) => {
  const resolved = await next(specifier, context);
  writeSync(1, resolved.url + '\\n');
  return resolved;
};
export { resolve };`;
const REGISTER = `
import { register } from 'node:module';
register(${JSON.stringify(dataUrl(HOOKS))});`;

function dataUrl(source: string): string {
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

/** Modules of the build by their paths in it, packages by their names, others as they are. */
async function loadedBy(entry: string): Promise<string[]> {
  const address = pathToFileURL(join(BUILD, entry)).href;
  const program = `await import(${JSON.stringify(address)})`;
  const parameters = ['--import', dataUrl(REGISTER), '--input-type=module', '-e', program];
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  const output = child.stdout.setEncoding('utf8').toArray();
  const [code] = await once(child, 'close');
  assert.is(code, 0);
  const urls = (await output).join('').split('\n');
  const own = urls.filter((url) => url !== '' && !url.startsWith('data:') && !/\[eval/.test(url)).map(nameOf);
  return [...new Set(own)];
}

function nameOf(url: string): string {
  const in_package = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url);
  if (in_package !== null) return in_package[1] ?? '';
  return url.startsWith('file:') ? relative(BUILD, fileURLToPath(url)) : url;
}

loads('over HTTP nothing but itself, so that it runs in browsers', async () => {
  const loaded = await loadedBy(join(LIBRARY, 'http', 'index.js'));
  assert.ok(loaded.length > 5);
  assert.equal(
    loaded.filter((name) => !name.startsWith(LIBRARY)),
    [],
  );
});

loads('with NATS the NATS library, and nothing that only the box office needs', async () => {
  const loaded = await loadedBy(join(LIBRARY, 'index.js'));
  const isOfBuild = (name: string): boolean => name.endsWith('.js');
  const packages = loaded.filter((name) => !isOfBuild(name) && !name.startsWith('node:'));
  assert.equal(
    packages.filter((name) => name !== 'ulid' && !name.startsWith('@nats-io/')),
    [],
  );
  const ours = [
    'src/client',
    'src/nats',
    'src/protocol',
    'src/ids.js',
    'actors/limits.js',
    'persistence/partition.js',
  ];
  assert.equal(
    loaded.filter((name) => isOfBuild(name) && !ours.some((folder) => name.startsWith(folder))),
    [],
  );
});

loads.run();
