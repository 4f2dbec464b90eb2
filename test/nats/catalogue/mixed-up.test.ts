import { cpSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { changed, example, load } from '../../catalogue/support.ts';
import { startNatsServer } from '../../support/nats-server.ts';
import { hasVersion, type Member, newFolder, openMember, until } from './member.ts';

const mixed_up = suite('catalogues that do not belong together');

const server = await startNatsServer();
const members: Member[] = [];
mixed_up.after.each(async () => {
  for (const member of members.splice(0)) await member.close();
});
mixed_up.after(() => server.close());

function open(folder = newFolder()): Member {
  const member = openMember({ url: server.url, folder });
  members.push(member);
  return member;
}

function openOrigin(): Member {
  const origin = open();
  load(origin.catalogue, example());
  return origin;
}

const OTHER = 'the catalogue of another box office';

mixed_up('two origins: each keeps its own with its copies, and says so once', async () => {
  const one = openOrigin();
  const copy = open();
  await copy.sharing.filled;
  const edition = copy.catalogue.edition();
  const other = openOrigin();
  load(other.catalogue, changed(example(), '/movies/0/title', 'Nosferatu'));
  for (const { log } of [one, copy, other]) {
    await until('it is noticed', () => log.told('error', OTHER).length > 0);
  }
  load(one.catalogue, changed(example(), '/movies/0/title', 'Faust'));
  await until('the own one is followed', hasVersion(copy, 2));
  assert.equal(copy.catalogue.edition(), { ...edition, version: 2 });
  for (const { log } of [one, copy, other]) assert.is(log.told('error', OTHER).length, 1);
});

mixed_up('two origins: who has no catalogue takes neither', async () => {
  openOrigin();
  openOrigin();
  for (const { log } of members) await until('both are there', () => log.told('error', OTHER).length > 0);
  const newcomer = open();
  await until('it is noticed', () => newcomer.log.told('error', 'neither is taken').length > 0);
  assert.is(newcomer.catalogue.edition(), null);
  assert.equal(newcomer.log.told('info', 'fetching'), []);
});

mixed_up('one folder copied to a second origin is told', async () => {
  const one = openOrigin();
  await one.close();
  const folder = newFolder();
  cpSync(one.folder, folder, { recursive: true });
  const [original, duplicate] = [open(one.folder), open(folder)];
  for (const { log } of [original, duplicate]) {
    await until('it is noticed', () => log.told('error', 'has this catalogue as its own, too').length === 1);
  }
  members.splice(members.indexOf(one), 1);
});

mixed_up(
  'an origin restored from an older backup is told, and its copies follow again once it is newer',
  async () => {
    const one = openOrigin();
    const backup = newFolder();
    one.catalogue.database.pragma('wal_checkpoint(TRUNCATE)');
    cpSync(one.folder, backup, { recursive: true });
    const copy = open();
    load(one.catalogue, changed(example(), '/movies/0/title', 'Faust'));
    await until('the copy is ahead of the backup', hasVersion(copy, 2));
    await one.close();
    members.splice(members.indexOf(one), 1);

    const restored = open(backup);
    await until(
      'it is noticed',
      () => restored.log.told('error', 'restored from an older backup').length === 1,
    );
    assert.is(copy.catalogue.edition()?.version, 2);
    load(restored.catalogue, changed(example(), '/movies/0/title', 'Nosferatu'));
    load(restored.catalogue, changed(example(), '/movies/0/title', 'Tartuffe'));
    await until('the copy follows', hasVersion(copy, 3));
    const { items } = copy.catalogue.search({
      keyword: 'tartuffe',
      city: null,
      from: 0,
      page: 1,
      per_page: 1,
    });
    assert.is(items.length, 1);
  },
);

mixed_up.run();
