import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { markAsCopy } from '../../src/catalogue/edition.ts';
import { openCatalogue } from '../../src/catalogue/open.ts';
import { openClient } from '../support/client.ts';
import { startService } from '../support/service.ts';
import { findShows, importSmallCatalogue } from '../support/small-catalogue.ts';
import { boxoffice, removeTemporaryFolders, temporaryFolder } from './terminal.ts';

const importing = suite('import');
importing.after(removeTemporaryFolders);

const LISTING_AGE_MS = 1_000;

const SIZE = { shows: 2, rows: 2, seats_per_row: 5 };

interface Document {
  cities: object[];
  halls: object[];
  shows: { key?: string; hall?: string; prices?: object }[];
}

/** The document that `importSmallCatalogue` left in the folder, changed, in a file of its own. */
function changedDocument(folder: string, change: (document: Document) => void): string {
  const document: Document = JSON.parse(readFileSync(join(folder, 'import.json'), 'utf8'));
  change(document);
  const file = join(folder, 'changed.json');
  writeFileSync(file, JSON.stringify(document));
  return file;
}

importing('says what it did, and the second time finds nothing to do', async () => {
  const folder = temporaryFolder();
  await importSmallCatalogue(folder, SIZE);
  const again = await boxoffice(['import', join(folder, 'import.json')], { BOXOFFICE_DATA: folder });
  assert.is(again.code, 0);
  assert.match(again.stdout, /^ +added +changed +unchanged$/m);
  assert.match(again.stdout, /^shows +0 +0 +2$/m);
});

importing('an error names its place, and nothing is imported', async () => {
  const folder = temporaryFolder();
  await importSmallCatalogue(folder, SIZE);
  const file = changedDocument(folder, ({ cities, shows }) => {
    Object.assign(cities[0] ?? {}, { name: 'Shelbyville' });
    Object.assign(shows[1] ?? {}, { hall: 'hall-9' });
  });
  const { code, stdout, stderr } = await boxoffice(['import', file], { BOXOFFICE_DATA: folder });
  assert.is(code, 1);
  assert.is(stdout, '');
  assert.match(stderr, /nothing was imported.*\n {2}\/shows\/1\/hall: .*hall-9/);
  const unchanged = await boxoffice(['import', join(folder, 'import.json')], { BOXOFFICE_DATA: folder });
  assert.match(unchanged.stdout, /^cities +0 +0 +1$/m);
});

importing('--schema prints the JSON Schema of the format', async () => {
  const { code, stdout } = await boxoffice(['import', '--schema']);
  assert.is(code, 0);
  const schema: unknown = JSON.parse(stdout);
  assert.ok(typeof schema === 'object' && schema !== null && 'properties' in schema);
});

importing('into a copy is refused, unless the copy is to take over', async () => {
  const folder = temporaryFolder();
  await importSmallCatalogue(folder, SIZE);
  const catalogue = openCatalogue(folder);
  markAsCopy(catalogue.database);
  catalogue.close();
  const file = join(folder, 'import.json');
  const refused = await boxoffice(['import', file], { BOXOFFICE_DATA: folder });
  assert.is(refused.code, 1);
  assert.match(refused.stderr, /is a copy .*--take-over/);
  assert.not.match(refused.stderr, /\n {4}at /);
  assert.is((await boxoffice(['import', '--take-over', file], { BOXOFFICE_DATA: folder })).code, 0);
  assert.is((await boxoffice(['import', file], { BOXOFFICE_DATA: folder })).code, 0);
});

importing('beside a running service: what is new is sold, what is on sale keeps its price', async () => {
  const folder = temporaryFolder();
  await importSmallCatalogue(folder, SIZE);
  const service = await startService({ data_folder: folder });
  try {
    const [on_sale = '', untouched = ''] = await findShows(service.url);
    assert.is((await openClient(service.url, on_sale).reserve({ count: 1 })).status, 201);

    const dearer = changedDocument(folder, ({ shows }) => {
      for (const show of shows) show.prices = { regular: 9900 };
    });
    const refused = await boxoffice(['import', dearer], { BOXOFFICE_DATA: folder });
    assert.is(refused.code, 1);
    assert.is(refused.stderr.match(/^ {2}\/shows\//gm)?.length, 1, refused.stderr);

    const larger = changedDocument(folder, ({ halls, shows }) => {
      halls.push({ ...halls[0], key: 'hall-3', name: 'Hall 3' });
      shows.push({ ...shows[0], key: 'show-3', hall: 'hall-3', prices: { regular: 1499 } });
    });
    assert.is((await boxoffice(['import', larger], { BOXOFFICE_DATA: folder })).code, 0);
    // A listing is up to a second old, and both imports may have taken less.
    await sleep(LISTING_AGE_MS);
    const shows = await findShows(service.url);
    assert.is(shows.length, 3);
    const [added = ''] = shows.filter((show) => show !== on_sale && show !== untouched);
    assert.is((await openClient(service.url, added).reserve({ count: 1 })).status, 201);
  } finally {
    await service.stop('SIGTERM');
  }
});

importing.run();
