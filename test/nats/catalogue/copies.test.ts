import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CatalogueCopyError } from '../../../src/catalogue/edition.ts';
import { openCatalogue } from '../../../src/catalogue/open.ts';
import { openApiKeys } from '../../../src/gateway/quota/api-keys.ts';
import { changed, example, load } from '../../catalogue/support.ts';
import { startNatsServer } from '../../support/nats-server.ts';
import { hasVersion, type Member, openMember, until } from './member.ts';

const copies = suite('copies of the catalogue');

const server = await startNatsServer();
const members: Member[] = [];
copies.after.each(async () => {
  for (const member of members.splice(0)) await member.close();
});
copies.after(() => server.close());

function open(options: Omit<Parameters<typeof openMember>[0], 'url'> = {}): Member {
  const member = openMember({ url: server.url, ...options });
  members.push(member);
  return member;
}

const titled = (title: string): unknown => changed(example(), '/movies/0/title', title);
const ALL = { keyword: null, city: null, from: 0, page: 1, per_page: 30 };

copies('are fetched by who has none, and are the same but for being copies', async () => {
  const gateway = open();
  assert.is(gateway.sharing.isFilled(), false);
  assert.is(gateway.catalogue.search(ALL).total, 0);
  const origin = open();
  load(origin.catalogue, example());
  await gateway.sharing.filled;
  assert.is(gateway.sharing.isFilled(), true);
  assert.equal(gateway.catalogue.search(ALL), origin.catalogue.search(ALL));
  assert.equal(gateway.catalogue.counts(), origin.catalogue.counts());
  assert.equal(gateway.catalogue.edition(), { ...origin.catalogue.edition(), is_copy: true });
});

copies('follow an import by another process without a restart, and no listing fails meanwhile', async () => {
  const origin = open();
  load(origin.catalogue, example());
  const gateway = open();
  await gateway.sharing.filled;

  const titles = new Set<string>();
  const failures: unknown[] = [];
  const reading = setInterval(() => {
    try {
      const { items } = gateway.catalogue.search(ALL);
      const [show] = items;
      if (show === undefined) throw new Error('nothing was listed');
      if (gateway.catalogue.definitionOf(show.show_id) === null) throw new Error('it is not defined');
      for (const { movie } of items) titles.add(movie.title);
    } catch (error) {
      failures.push(error);
    }
  }, 5);
  const importer = openCatalogue(origin.folder);
  for (let version = 2; version <= 4; version += 1) {
    load(importer, titled(`Part ${version}`));
    await until(`version ${version} comes`, hasVersion(gateway, version));
    await until(`version ${version} is listed`, () => titles.has(`Part ${version}`));
  }
  importer.close();
  clearInterval(reading);
  assert.equal(failures, []);
});

copies('have the layouts of what came, not those that were read before', async () => {
  const origin = open();
  load(origin.catalogue, example());
  const gateway = open();
  await gateway.sharing.filled;
  const show_id = gateway.catalogue.search(ALL).items[0]?.show_id ?? '';
  const before = gateway.catalogue.definitionOf(show_id)?.layout;
  assert.ok(before !== undefined);

  // As after a catalogue was restored from a backup and filled anew: another layout has the number of the old one.
  origin.catalogue.database.exec(`
    BEGIN;
    UPDATE layout SET content = replace(content, '"row":"A"', '"row":"Z"');
    UPDATE edition SET version = 2;
    COMMIT`);
  await until('version 2 comes', hasVersion(gateway, 2));
  await until('the layout is read again', () => gateway.log.told('info', 'has come').length === 2);
  assert.is(gateway.catalogue.definitionOf(show_id)?.layout[0]?.row, 'Z');
});

copies('are passed on by copies while the origin is away', async () => {
  const origin = open();
  load(origin.catalogue, example());
  const first = open();
  await first.sharing.filled;
  await origin.close();
  members.splice(members.indexOf(origin), 1);
  const second = open();
  await second.sharing.filled;
  assert.equal(second.catalogue.search(ALL), first.catalogue.search(ALL));
});

copies('take no imports', async () => {
  const origin = open();
  load(origin.catalogue, example());
  const gateway = open();
  await gateway.sharing.filled;
  assert.throws(
    () => load(gateway.catalogue, titled('Nosferatu')),
    (error: unknown) =>
      error instanceof CatalogueCopyError && /where that catalogue was first filled/.test(error.message),
  );
  assert.is(gateway.catalogue.edition()?.version, 1);
});

copies('hold no API keys', async () => {
  const origin = open();
  const keys = openApiKeys(origin.folder);
  keys.add('secret-partner', 5);
  keys.close();
  load(origin.catalogue, example());
  const gateway = open();
  await gateway.sharing.filled;
  assert.is(existsSync(join(gateway.folder, 'keys.db')), false);
  for (const name of readdirSync(gateway.folder).filter((each) => each.startsWith('catalogue.db'))) {
    assert.not(readFileSync(join(gateway.folder, name)).includes('secret-partner'));
  }
});

copies(
  'are shared by one of the processes that use a folder, and by another once that one is gone',
  async () => {
    const origin = open();
    load(origin.catalogue, example());
    const first = open();
    const second = open({ folder: first.folder });
    assert.is(second.log.told('info', 'another process that uses this data folder').length, 1);
    await Promise.all([first.sharing.filled, second.sharing.filled]);
    load(origin.catalogue, titled('Faust'));
    await until('version 2 comes to one', hasVersion(second, 2));
    assert.equal(second.log.told('info', 'fetching'), []);

    await first.close();
    members.splice(members.indexOf(first), 1);
    load(origin.catalogue, titled('Nosferatu'));
    await until('version 3 comes to the other', hasVersion(second, 3));
    for (const { log } of members) assert.equal([...log.told('error', ''), ...log.told('warn', '')], []);
  },
);

copies('of what several processes sell have an origin that knows it', async () => {
  const engine = open({ sells_everything: false });
  load(engine.catalogue, example());
  await until('it is noted', () => engine.catalogue.edition()?.is_sold_elsewhere === true);
  const gateway = open();
  await gateway.sharing.filled;
  await engine.close();
  members.splice(members.indexOf(engine), 1);

  const all_in_one = open({ folder: engine.folder, sells_everything: true });
  assert.is(all_in_one.catalogue.edition()?.is_sold_elsewhere, false);
});

copies.run();
